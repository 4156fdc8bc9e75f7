using ScriptChat.Diagnostics;
using ScriptChat.Packages.Locking;
using ScriptChat.Packages.Places;
using ScriptChat.Packages.Requests;
using ScriptChat.Packages.Restored;

namespace ScriptChat.Packages.Assets;

/// <summary>What scripts get of the packages that are there.</summary>
internal sealed class PackageContents(PackagePlaces places, IReadOnlyList<WantedPackage> wanted, Func<string, Version?> shipped)
{
    /// <summary>The packages with their files, after saying what is wrong.</summary>
    public IReadOnlyList<RestoredPackage> Read(IReadOnlyList<ResolvedPackage> packages, DiagnosticBag bag)
    {
        var origins = new Origins(packages, wanted);
        var choice = new AssemblyChoice(shipped);
        var read = new List<RestoredPackage>();
        foreach (var package in packages)
        {
            var (there, origin) = (places.Find(package.Id, package.Version)!, origins.Of(package.Id));
            var files = AssetSelector.Select(there);
            if (files is null || (files.Count == 0 && package is { Requested: not null, Needs.Count: 0 }))
            {
                bag.Add(PackageCodes.NoAssemblies, Nothing(package, files is null ? AssetSelector.FrameworksOf(there) : []), origin.Path, origin.Line, origin.Column);
                continue;
            }

            read.Add(new RestoredPackage(there.Id, package.Version.ToNormalizedString(), package.ContentHash!, there.ExpandedPath, files));
            choice.Add(read[^1], origin, bag);
        }

        return [.. read.Select(choice.Rest)];
    }

    private static string Nothing(ResolvedPackage package, IReadOnlyList<string> frameworks)
    {
        var what = frameworks.Count == 0 ? "has no assemblies that scripts could use" : $"has assemblies for {string.Join(", ", frameworks)} only";
        return $"{package.Id} {package.Version} {what}; take a version that has some for net10.0, a lower .NET or .NET Standard";
    }
}
