using ScriptChat.Scripting.Sources;

namespace ScriptChat.Scripting.Keeping;

/// <summary>Copies of referenced assemblies, each kept once for all versions that refer to it: they may be large, and they
/// change more seldom than scripts do.</summary>
internal sealed class ReferenceStore(string folder)
{
    /// <summary>Keeps one.</summary>
    public void Keep(SourceFile file)
    {
        var path = PathOf(file.Path, file.Hash);
        if (new FileInfo(path) is { Exists: true } there && there.Length == file.Bytes.Length) return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        DurableFile.Write(path, file.Bytes);
    }

    /// <summary>A file that holds it, its name unchanged: the copy, else the original if it is still the same.</summary>
    /// <exception cref="FileNotFoundException">Neither is there.</exception>
    public SourceFile Find(KeptReference reference)
    {
        foreach (var path in new[] { PathOf(reference.Path, reference.Hash), reference.Path }.Where(File.Exists))
        {
            var file = SourceFile.Read(path);
            if (file.Hash == reference.Hash) return file;
        }

        throw new FileNotFoundException($"the copy of {reference.Path} is missing or damaged");
    }

    private string PathOf(string path, string hash) => Path.Combine(folder, hash, Path.GetFileName(path));
}
