using NuGet.Common;
using NuGet.Packaging.Core;
using NuGet.ProjectModel;
using NuGet.Versioning;
using ScriptChat.Diagnostics;
using ScriptChat.Packages.Places;
using ScriptChat.Packages.Requests;

namespace ScriptChat.Packages.Locking;

/// <summary>The lock file beside a task, in NuGet's own form: which versions were chosen, and what they hold.</summary>
internal sealed class PackageLock
{
    private readonly string path;
    private readonly string written;
    private readonly IReadOnlyList<ResolvedPackage> packages;

    private PackageLock(string path, string written, IReadOnlyList<ResolvedPackage> packages)
    {
        this.path = path;
        this.written = written;
        this.packages = packages;
    }

    /// <summary>Reads it; an empty one when there is none; null after saying that it can't be read.</summary>
    public static PackageLock? Read(string path, DiagnosticBag bag)
    {
        try
        {
            if (!File.Exists(path)) return new PackageLock(path, "", []);
            var text = File.ReadAllText(path);
            var file = PackagesLockFileFormat.Parse(text, NullLogger.Instance, path);

            // That is how NuGet's reader says that it could not read it.
            if (file.Version < PackagesLockFileFormat.Version || file.Version > PackagesLockFileFormat.PackagesLockFileVersion) throw new InvalidDataException("it is damaged, or of a newer NuGet");
            var target = file.Targets.FirstOrDefault(target => target.TargetFramework == PackagePlaces.Framework && string.IsNullOrEmpty(target.RuntimeIdentifier));
            return new PackageLock(path, text, [.. target?.Dependencies.Where(entry => entry.Type != PackageDependencyType.Project).Select(From) ?? []]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException or NullReferenceException)
        {
            bag.Add(PackageCodes.BadLockFile, $"the lock file can't be read: {error.Message}; bring it back from a copy, or delete it to have the packages chosen anew", path);
            return null;
        }
    }

    /// <summary>The version that was chosen for what a script may ask for directly; null when there is none.</summary>
    public NuGetVersion? VersionOf(string id) =>
        packages.FirstOrDefault(package => package.Requested is not null && package.Id.Equals(id, StringComparison.OrdinalIgnoreCase))?.Version;

    /// <summary>What a package's content must be; null when the lock file does not know it.</summary>
    public string? HashOf(string id, NuGetVersion version) =>
        packages.FirstOrDefault(package => package.Id.Equals(id, StringComparison.OrdinalIgnoreCase) && package.Version == version)?.ContentHash;

    /// <summary>What was chosen for exactly these wishes; null when they are others, or when something is missing in the file.</summary>
    public IReadOnlyList<ResolvedPackage>? For(IReadOnlyList<WantedPackage> wanted)
    {
        var byId = new Dictionary<string, ResolvedPackage>(StringComparer.OrdinalIgnoreCase);
        foreach (var package in packages) byId.TryAdd(package.Id, package);
        var isSame = packages.Count(package => package.Requested is not null) == wanted.Count
            && wanted.All(wish => byId.TryGetValue(wish.Id, out var package) && package.Requested is not null && package.Version == wish.Version)
            && packages.All(package => package.ContentHash is not null && package.Needs.All(need => byId.TryGetValue(need.Key, out var found) && need.Value.Satisfies(found.Version)));
        return isSame ? packages : null;
    }

    /// <summary>Writes it if it says something else than it did.</summary>
    public void Write(IReadOnlyList<ResolvedPackage> chosen, DiagnosticBag bag)
    {
        var target = new PackagesLockFileTarget { TargetFramework = PackagePlaces.Framework };
        foreach (var package in chosen.OrderBy(package => package.Requested is null).ThenBy(package => package.Id, StringComparer.OrdinalIgnoreCase)) target.Dependencies.Add(To(package));
        var rendered = PackagesLockFileFormat.Render(new PackagesLockFile(PackagesLockFileFormat.Version) { Targets = [target] });
        if (Plain(rendered) == Plain(written)) return;
        try
        {
            // An editor or a version control system may look at it at any time.
            var draft = $"{path}.{Guid.NewGuid():N}.tmp";
            File.WriteAllText(draft, rendered);
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            bag.Add(PackageCodes.LockNotWritten, $"the lock file can't be written: {error.Message}; give the runtime the right to write there, or write it elsewhere with 'runtime check' and copy it here", path);
        }
    }

    private static string Plain(string text) => text.ReplaceLineEndings("\n").Trim();

    private static ResolvedPackage From(LockFileDependency entry) => new(
        entry.Id,
        entry.ResolvedVersion,
        entry.Type == PackageDependencyType.Direct ? entry.RequestedVersion ?? VersionRange.All : null,
        entry.Dependencies.ToDictionary(need => need.Id, need => need.VersionRange, StringComparer.OrdinalIgnoreCase),
        entry.ContentHash);

    private static LockFileDependency To(ResolvedPackage package) => new()
    {
        Id = package.Id,
        ResolvedVersion = package.Version,
        RequestedVersion = package.Requested,
        Type = package.Requested is null ? PackageDependencyType.Transitive : PackageDependencyType.Direct,
        ContentHash = package.ContentHash,
        Dependencies = [.. package.Needs.OrderBy(need => need.Key, StringComparer.OrdinalIgnoreCase).Select(need => new PackageDependency(need.Key, need.Value))],
    };
}
