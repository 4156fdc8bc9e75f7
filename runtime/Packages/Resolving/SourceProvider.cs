using NuGet.Common;
using NuGet.Configuration;
using NuGet.DependencyResolver;
using NuGet.Frameworks;
using NuGet.LibraryModel;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;
using ScriptChat.Packages.Places;

namespace ScriptChat.Packages.Resolving;

/// <summary>Answers the resolver with what a source has.</summary>
/// <param name="repository">The source.</param>
/// <param name="stop">Gives up: the resolver takes no token of its own.</param>
internal sealed class SourceProvider(SourceRepository repository, CancellationToken stop) : IRemoteDependencyProvider
{
    /// <inheritdoc />
    public bool IsHttp => Source.IsHttp;

    /// <inheritdoc />
    public PackageSource Source => repository.PackageSource;

    /// <inheritdoc />
    public SourceRepository SourceRepository => repository;

    /// <inheritdoc />
    public async Task<LibraryIdentity?> FindLibraryAsync(LibraryRange libraryRange, NuGetFramework targetFramework, SourceCacheContext cacheContext, ILogger logger, CancellationToken cancellationToken)
    {
        var versions = await GetAllVersionsAsync(libraryRange.Name, cacheContext, logger, stop);
        var best = libraryRange.VersionRange?.FindBestMatch(versions);
        return best is null ? null : new LibraryIdentity(libraryRange.Name, best, LibraryType.Package);
    }

    /// <inheritdoc />
    public async Task<LibraryDependencyInfo> GetDependenciesAsync(LibraryIdentity match, NuGetFramework targetFramework, SourceCacheContext cacheContext, ILogger logger, CancellationToken cancellationToken)
    {
        // Not DependencyInfoResource: there are registries whose answer to that has no dependencies.
        var packages = await PackagePlaces.OpenAsync(repository, stop);
        var found = await packages.GetDependencyInfoAsync(match.Name, match.Version, cacheContext, logger, stop);
        if (found is null) return LibraryDependencyInfo.CreateUnresolved(match, targetFramework);

        // The package itself knows best how its name is written.
        return Dependencies.Of(new LibraryIdentity(found.PackageIdentity.Id, match.Version, LibraryType.Package), found.DependencyGroups);
    }

    /// <inheritdoc />
    public async Task<IEnumerable<NuGetVersion>?> GetAllVersionsAsync(string id, SourceCacheContext cacheContext, ILogger logger, CancellationToken token)
    {
        var packages = await PackagePlaces.OpenAsync(repository, stop);
        return await packages.GetAllVersionsAsync(id, cacheContext, logger, stop);
    }

    /// <inheritdoc />
    public async Task<IPackageDownloader> GetPackageDownloaderAsync(PackageIdentity packageIdentity, SourceCacheContext cacheContext, ILogger logger, CancellationToken cancellationToken)
    {
        var packages = await PackagePlaces.OpenAsync(repository, stop);
        return (await packages.GetPackageDownloaderAsync(packageIdentity, cacheContext, logger, stop))!;
    }
}
