using System.Security.Cryptography;
using System.Text;
using ScriptChat.Compiler.Sources;
using ScriptChat.Packages.Restored;

namespace ScriptChat.Scripting.Keeping;

/// <summary>Copies of referenced assemblies, each kept once for all versions that refer to it: they may be large, and they
/// change more seldom than scripts do.</summary>
internal sealed class ReferenceStore(string folder)
{
    /// <summary>Keeps one.</summary>
    public void Keep(SourceFile file) => Keep(file, file.Hash);

    /// <summary>Keeps a package's files.</summary>
    public KeptPackage Keep(RestoredPackage package)
    {
        List<(PackageFileUse Use, SourceFile File)> files = [.. package.Files.Select(file => (file.Use, SourceFile.Read(file.Path)))];
        var native = string.Join('\n', files.Where(file => file.Use == PackageFileUse.Native).Select(file => file.File.Hash));
        var together = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(native)));
        KeptPackageFile[] kept = [.. files.Select(file => new KeptPackageFile(file.Use, file.File.Path, file.File.Hash, file.Use == PackageFileUse.Native ? together : file.File.Hash))];
        foreach (var (file, one) in files.Zip(kept)) Keep(file.File, one.Place);
        return new KeptPackage(package.Id, package.Version, package.ContentHash, package.Folder, kept);
    }

    private void Keep(SourceFile file, string place)
    {
        var path = PathOf(file.Path, place);
        if (new FileInfo(path) is { Exists: true } there && there.Length == file.Bytes.Length) return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        DurableFile.Write(path, file.Bytes);
    }

    /// <summary>A file that holds it, its name unchanged: the copy, else the original if it is still the same.</summary>
    /// <exception cref="FileNotFoundException">Neither is there.</exception>
    public SourceFile Find(KeptReference reference) => Find(reference.Path, reference.Hash, reference.Hash);

    /// <summary>A package, its files where they are now.</summary>
    /// <exception cref="FileNotFoundException">One is neither kept nor where it was.</exception>
    public RestoredPackage Find(KeptPackage package) => package.At(file => Find(file.Path, file.Hash, file.Place).Path);

    /// <summary>Whether the copies of a package's files are there.</summary>
    public bool Has(KeptPackage package) => package.Files.All(file => File.Exists(PathOf(file.Path, file.Place)));

    private SourceFile Find(string was, string hash, string place)
    {
        foreach (var path in new[] { PathOf(was, place), was }.Where(File.Exists))
        {
            var file = SourceFile.Read(path);
            if (file.Hash == hash) return file;
        }

        throw new FileNotFoundException($"the copy of {was} is missing or damaged");
    }

    private string PathOf(string path, string place) => Path.Combine(folder, place, Path.GetFileName(path));
}
