using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ScriptChat.Compiler.Shared;
using ScriptChat.Compiler.Sources;
using ScriptChat.Packages.Requests;
using ScriptChat.Packages.Restored;

namespace ScriptChat.Compiler.Compiling;

/// <summary>Finds the assemblies that scripts name with <c>#r</c>: a file, relative to the script, or a name of the framework.</summary>
internal sealed class ReferencedAssemblies(TaskSnapshot snapshot) : MetadataReferenceResolver
{
    // By content: a reference read anew at each save would cost memory that is slow to come back.
    private static readonly ConcurrentDictionary<string, PortableExecutableReference> Made = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, SourceFile?> asked = new(StringComparer.Ordinal);

    /// <summary>The files that were found.</summary>
    public IEnumerable<SourceFile> Found => asked.Values.OfType<SourceFile>();

    /// <summary>Every file that was asked for, found or not.</summary>
    public IEnumerable<string> Asked => asked.Keys;

    /// <summary>The assemblies of packages, which all scripts see.</summary>
    public IReadOnlyList<PortableExecutableReference> Packages { get; private set; } = [];

    public override bool ResolveMissingAssemblies => false;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {

        // A package may have several assemblies or none, but one must be answered; all of them stand in Packages for every script.
        if (DirectiveText.IsPackage(reference)) return [CompilerSettings.Reference(typeof(object).Assembly.Location)];
        if (SharedAssemblies.Framework.TryGetValue(reference, out var shared)) return [CompilerSettings.Reference(shared)];
        var path = LoadedScripts.FullPath(reference, baseFilePath, snapshot.Folder);
        var file = asked.GetOrAdd(path, static (path, snapshot) => snapshot.Other(path), snapshot);
        return file is null ? [] : [Make(file)];
    }

    /// <summary>Takes the packages that the scripts ask for.</summary>
    public void Take(IEnumerable<RestoredPackage> packages) => Packages =
    [
        .. from package in packages
           from file in package.Files
           where file.Use == PackageFileUse.Compile
           select Made.GetOrAdd(package.ContentHash + file.Path, static (_, path) => MetadataReference.CreateFromFile(path), file.Path),
    ];

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private static PortableExecutableReference Make(SourceFile file) =>
        Made.GetOrAdd(file.Hash + file.Path, static (_, file) => MetadataReference.CreateFromImage(file.Bytes, filePath: file.Path), file);
}
