using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ScriptChat.Compiler.Sources;

namespace ScriptChat.Compiler.Compiling;

/// <summary>Finds and gives the scripts that others <c>#load</c>: those of the folder as the snapshot has them, others from disk.</summary>
internal sealed class LoadedScripts(TaskSnapshot snapshot) : SourceReferenceResolver
{
    private readonly ConcurrentDictionary<string, SourceFile> outside = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SourceText> edited = new(StringComparer.Ordinal);

    /// <summary>What was taken from outside the folder.</summary>
    public IEnumerable<SourceFile> Outside => outside.Values;

    /// <summary>Every file outside the folder's scripts that was asked for, found or not.</summary>
    public ConcurrentDictionary<string, bool> Asked { get; } = new(StringComparer.Ordinal);

    /// <summary>The same files, with some texts edited.</summary>
    public LoadedScripts With(IEnumerable<KeyValuePair<string, SourceText>> texts)
    {
        var result = new LoadedScripts(snapshot);
        foreach (var (path, file) in outside) result.outside[path] = file;
        foreach (var (path, text) in texts) result.edited[path] = text;
        return result;
    }

    /// <summary>The full path of what a script names.</summary>
    public static string FullPath(string path, string? from, string folder) =>
        Path.GetFullPath(path, from is null ? folder : Path.GetDirectoryName(from) ?? folder);

    public override string? NormalizePath(string path, string? baseFilePath) => FullPath(path, baseFilePath, snapshot.Folder);

    public override string? ResolveReference(string path, string? baseFilePath)
    {
        var full = FullPath(path, baseFilePath, snapshot.Folder);
        if (snapshot.Script(full) is not null) return full;
        Asked[full] = true;
        return outside.ContainsKey(full) || snapshot.HasOther(full) ? full : null;
    }

    public override SourceText ReadText(string resolvedPath) =>
        edited.TryGetValue(resolvedPath, out var text) ? text : TextOf(Find(resolvedPath));

    public override Stream OpenRead(string resolvedPath) => new MemoryStream(Find(resolvedPath).Bytes, writable: false);

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <summary>A file's text.</summary>
    public static SourceText TextOf(SourceFile file) =>
        SourceText.From(file.Bytes, file.Bytes.Length, checksumAlgorithm: SourceHashAlgorithm.Sha256);

    private SourceFile Find(string path) => snapshot.Script(path) ?? outside.GetOrAdd(
        path, static (path, snapshot) => snapshot.Other(path) ?? throw new FileNotFoundException(null, path), snapshot);
}
