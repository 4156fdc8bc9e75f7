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

/// <summary>Answers the resolver with what is unpacked already.</summary>
internal sealed class FolderProvider(PackagePlaces places) : IRemoteDependencyProvider
{
    /// <inheritdoc />
    public bool IsHttp => false;

    /// <inheritdoc />
    public PackageSource Source { get; } = new(places.GlobalFolder);

    /// <inheritdoc />
    public SourceRepository? SourceRepository => null;

    /// <inheritdoc />
    public Task<LibraryIdentity?> FindLibraryAsync(LibraryRange libraryRange, NuGetFramework targetFramework, SourceCacheContext cacheContext, ILogger logger, CancellationToken cancellationToken)
    {
        var best = libraryRange.VersionRange?.FindBestMatch(places.VersionsOf(libraryRange.Name));
        return Task.FromResult(best is null ? null : new LibraryIdentity(places.Find(libraryRange.Name, best)!.Id, best, LibraryType.Package));
    }

    /// <inheritdoc />
    public Task<LibraryDependencyInfo> GetDependenciesAsync(LibraryIdentity match, NuGetFramework targetFramework, SourceCacheContext cacheContext, ILogger logger, CancellationToken cancellationToken) =>
        Task.FromResult(Dependencies.Of(match, places.Find(match.Name, match.Version)!.Nuspec.GetDependencyGroups()));

    /// <inheritdoc />
    public Task<IEnumerable<NuGetVersion>?> GetAllVersionsAsync(string id, SourceCacheContext cacheContext, ILogger logger, CancellationToken token) =>
        Task.FromResult<IEnumerable<NuGetVersion>?>(places.VersionsOf(id));

    /// <inheritdoc />
    public Task<IPackageDownloader> GetPackageDownloaderAsync(PackageIdentity packageIdentity, SourceCacheContext cacheContext, ILogger logger, CancellationToken cancellationToken) =>
        throw new NotSupportedException("What is there is not fetched.");
}
