using NuGet.DependencyResolver;
using NuGet.Frameworks;
using NuGet.LibraryModel;
using NuGet.Versioning;
using ScriptChat.Packages.Requests;

namespace ScriptChat.Packages.Resolving;

/// <summary>The task, as the project that needs what its scripts ask for.</summary>
internal sealed class RootProvider(IReadOnlyList<WantedPackage> wanted) : IDependencyProvider
{
    private const string Name = "the task's scripts";

    private static readonly NuGetVersion Version = new(1, 0, 0);

    /// <summary>What the resolver begins with.</summary>
    public static LibraryRange Range { get; } = new(Name, new VersionRange(Version), LibraryDependencyTarget.Project);

    /// <inheritdoc />
    public bool SupportsType(LibraryDependencyTarget libraryTypeFlag) => libraryTypeFlag.HasFlag(LibraryDependencyTarget.Project);

    /// <inheritdoc />
    public Library? GetLibrary(LibraryRange libraryRange, NuGetFramework targetFramework) => GetLibrary(libraryRange, targetFramework, null);

    /// <inheritdoc />
    public Library? GetLibrary(LibraryRange libraryRange, NuGetFramework targetFramework, string? targetAlias) => libraryRange.Name != Name ? null : new Library
    {
        LibraryRange = libraryRange,
        Identity = new LibraryIdentity(Name, Version, LibraryType.Project),
        Path = null,
        Dependencies = [.. wanted.Select(wish => Dependencies.To(wish.Id, wish.Range))],
        Resolved = true,
    };
}
