using NuGet.Common;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using ScriptChat.Packages.Locking;
using ScriptChat.Packages.Places;

namespace ScriptChat.Packages.Installing;

/// <summary>Fetches packages and unpacks them into the folder that all programs of the user share.</summary>
internal sealed class PackageInstaller(PackagePlaces places)
{
    /// <summary>Fetches those of the list that are not there, several at a time.</summary>
    /// <returns>Those that no source has.</returns>
    public async Task<IReadOnlyList<ResolvedPackage>> InstallAsync(IEnumerable<ResolvedPackage> packages, CancellationToken cancellationToken)
    {
        ResolvedPackage[] missing = [.. packages];
        var installed = await Task.WhenAll(missing.Select(package => InstallAsync(package, cancellationToken)));
        return [.. missing.Zip(installed).Where(pair => !pair.Second).Select(pair => pair.First)];
    }

    private async Task<bool> InstallAsync(ResolvedPackage package, CancellationToken cancellationToken)
    {
        var identity = new PackageIdentity(package.Id, package.Version);
        foreach (var source in places.SourcesOf(package.Id))
        {
            var resource = await PackagePlaces.OpenAsync(source, cancellationToken);
            using var downloader = await resource.GetPackageDownloaderAsync(identity, places.Cache, NullLogger.Instance, cancellationToken);
            if (downloader is null) continue;
            await PackageExtractor.InstallFromSourceAsync(identity, downloader, new VersionFolderPathResolver(places.GlobalFolder), places.Extraction, cancellationToken);
            places.Forget(package.Id);
            return true;
        }

        return false;
    }
}
