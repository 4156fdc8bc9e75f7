using System.Reflection;
using ScriptChat.Diagnostics;
using ScriptChat.Packages.Requests;
using ScriptChat.Packages.Restored;

namespace ScriptChat.Packages.Assets;

/// <summary>Leaves one assembly of each name: the runtime's own before a package's, of several packages' the newest.</summary>
/// <param name="shipped">The version of an assembly that scripts share with the runtime; null when they do not.</param>
internal sealed class AssemblyChoice(Func<string, Version?> shipped)
{
    private readonly Dictionary<(PackageFileUse Use, string Name), (PackageFile File, Version? Version)> best = new(new ByUseAndName());

    /// <summary>Looks at a package's files.</summary>
    /// <param name="package">The package, with all its files.</param>
    /// <param name="origin">The directive that led to it.</param>
    /// <param name="bag">Takes what there is to say.</param>
    public void Add(RestoredPackage package, PackageRequest origin, DiagnosticBag bag)
    {
        foreach (var file in package.Files.Where(file => file.Use != PackageFileUse.Native))
        {
            var name = Path.GetFileNameWithoutExtension(file.Path);
            var own = shipped(name);
            var version = own is null && !best.ContainsKey((file.Use, name)) ? null : VersionOf(file.Path);
            if (own is not null)
            {
                if (version > own && file.Use == PackageFileUse.Runtime) SayShipped(package, origin, name, version, own, bag);
            }
            else if (!best.TryGetValue((file.Use, name), out var other) || (other.Version ?? VersionOf(other.File.Path)) < version)
            {
                best[(file.Use, name)] = (file, version);
            }
        }
    }

    /// <summary>A package with the files that are left.</summary>
    public RestoredPackage Rest(RestoredPackage package) => package with
    {
        Files = [.. package.Files.Where(file => file.Use == PackageFileUse.Native || (best.TryGetValue((file.Use, Path.GetFileNameWithoutExtension(file.Path)), out var chosen) && chosen.File == file))],
    };

    private static void SayShipped(RestoredPackage package, PackageRequest origin, string name, Version version, Version own, DiagnosticBag bag) => bag.Add(
        PackageCodes.Shipped,
        $"{package.Id} {package.Version} brings {name} {version}, but scripts share {name} {own} with the runtime; take a version of {origin.Id} that needs no newer one",
        origin.Path,
        origin.Line,
        origin.Column);

    private static Version VersionOf(string path)
    {
        try
        {
            return AssemblyName.GetAssemblyName(path).Version ?? new Version();
        }
        catch (BadImageFormatException)
        {
            // No managed assembly: it will not be loaded as one either.
            return new Version();
        }
    }

    private sealed class ByUseAndName : IEqualityComparer<(PackageFileUse Use, string Name)>
    {
        public bool Equals((PackageFileUse Use, string Name) x, (PackageFileUse Use, string Name) y) => x.Use == y.Use && x.Name.Equals(y.Name, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode((PackageFileUse Use, string Name) obj) => HashCode.Combine(obj.Use, StringComparer.OrdinalIgnoreCase.GetHashCode(obj.Name));
    }
}
