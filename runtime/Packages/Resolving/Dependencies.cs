using NuGet.Frameworks;
using NuGet.LibraryModel;
using NuGet.Packaging;
using NuGet.Versioning;
using ScriptChat.Packages.Places;

namespace ScriptChat.Packages.Resolving;

/// <summary>What a package needs on the framework of scripts.</summary>
internal static class Dependencies
{
    /// <summary>As the resolver takes it.</summary>
    public static LibraryDependencyInfo Of(LibraryIdentity library, IEnumerable<PackageDependencyGroup> groups)
    {
        var nearest = NuGetFrameworkUtility.GetNearest(groups, PackagePlaces.Framework, group => group.TargetFramework);
        var needs = nearest?.Packages.Where(need => !PrunedPackages.Has(need.Id, need.VersionRange)).Select(need => To(need.Id, need.VersionRange));
        return LibraryDependencyInfo.Create(library, PackagePlaces.Framework, needs ?? []);
    }

    /// <summary>A need.</summary>
    public static LibraryDependency To(string id, VersionRange range) => new(new LibraryRange(id, range, LibraryDependencyTarget.Package));
}
