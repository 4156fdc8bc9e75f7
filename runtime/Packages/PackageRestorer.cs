using NuGet.Configuration;
using NuGet.Packaging.Core;
using NuGet.Protocol.Core.Types;
using ScriptChat.Diagnostics;
using ScriptChat.Packages.Assets;
using ScriptChat.Packages.Installing;
using ScriptChat.Packages.Locking;
using ScriptChat.Packages.Places;
using ScriptChat.Packages.Requests;
using ScriptChat.Packages.Resolving;
using ScriptChat.Packages.Restored;

namespace ScriptChat.Packages;

/// <summary>Gets the packages that the scripts of a task ask for. Not for several threads.</summary>
/// <param name="folder">The task's folder, where the lock file lies.</param>
/// <param name="shipped">The version of an assembly that scripts share with the runtime, by its simple name; null when they do not
/// share it.</param>
public sealed class PackageRestorer(string folder, Func<string, Version?> shipped)
{
    /// <summary>The name of the lock file.</summary>
    public const string LockName = "packages.lock.json";

    private (string Key, IReadOnlyList<RestoredPackage> Packages)? last;

    private string LockPath => Path.Combine(folder, LockName);

    /// <summary>Gets the packages: as the lock file has them, else as a restore would choose them, and writes the lock file if that
    /// changed.</summary>
    /// <param name="requests">What the scripts ask for, in a fixed order.</param>
    /// <param name="bag">Takes what there is to say, at the directives' places.</param>
    /// <param name="working">Called at most once, before anything that may take long: choosing and fetching.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The packages; null after errors.</returns>
    public async Task<IReadOnlyList<RestoredPackage>?> RestoreAsync(
        IReadOnlyList<PackageRequest> requests, DiagnosticBag bag, Action working, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(bag);
        if (requests.Count == 0) return [];

        // Most saves change nothing here.
        var key = KeyOf(requests);
        if (last is { } same && same.Key == key && same.Packages.All(package => package.IsThere())) return same.Packages;
        last = null;
        var own = new DiagnosticBag();
        var packages = await TryAsync(requests, own, working, cancellationToken);
        bag.AddRange(own);
        if (packages is not null && own.Count == 0) last = (KeyOf(requests), packages);
        return packages;
    }

    private async Task<IReadOnlyList<RestoredPackage>?> TryAsync(IReadOnlyList<PackageRequest> requests, DiagnosticBag bag, Action working, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(requests, bag, working, cancellationToken);
        }
        catch (FatalProtocolException error)
        {
            Say(PackageCodes.SourceUnreachable, $"a package source can't be reached: {Reason(error)}; see the NuGet configuration and the network");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or PackagingException or NuGetConfigurationException or NuGetProtocolException)
        {
            Say(PackageCodes.RestoreFailed, $"packages can't be restored: {Reason(error)}");
        }

        return null;

        void Say(DiagnosticCode code, string text) => bag.Add(code, text, requests[0].Path, requests[0].Line, requests[0].Column);
    }

    private async Task<IReadOnlyList<RestoredPackage>?> GetAsync(IReadOnlyList<PackageRequest> requests, DiagnosticBag bag, Action working, CancellationToken cancellationToken)
    {
        if (PackageLock.Read(LockPath, bag) is not { } locked || new WishReader(locked.VersionOf).Read(requests, bag) is not { } wanted) return null;
        using var places = PackagePlaces.Read(folder);
        var chosen = locked.For(wanted);
        var isNew = chosen is null;
        if (isNew) working();
        chosen ??= await new PackageWalk(places).ResolveAsync(wanted, bag, cancellationToken);
        if (chosen is null) return null;

        var missing = chosen.Where(package => places.Find(package.Id, package.Version) is null).ToList();
        if (missing.Count > 0)
        {
            if (!isNew) working();
            var gone = await new PackageInstaller(places).InstallAsync(missing, cancellationToken);
            var origins = new Origins(chosen, wanted);
            foreach (var package in gone) SayGone(package, origins.Of(package.Id), places, bag);
            if (gone.Count > 0) return null;
        }

        var checkedOnes = chosen.Select(package => Check(package, locked, places, wanted, chosen, bag)).ToList();
        if (bag.HasErrors) return null;
        var packages = new PackageContents(places, wanted, shipped).Read(checkedOnes, bag);
        if (bag.HasErrors) return null;
        if (isNew) locked.Write(checkedOnes, bag);
        return packages;
    }

    // The same version with another content is another package: somebody replaced it.
    private static ResolvedPackage Check(
        ResolvedPackage package, PackageLock locked, PackagePlaces places, IReadOnlyList<WantedPackage> wanted, IReadOnlyList<ResolvedPackage> all, DiagnosticBag bag)
    {
        var hash = places.HashOf(package.Id, package.Version);
        if (locked.HashOf(package.Id, package.Version) is { } expected && expected != hash)
        {
            var origin = new Origins(all, wanted).Of(package.Id);
            bag.Add(
                PackageCodes.OtherContent,
                $"{package.Id} {package.Version} is not what {LockName} says: its content has another hash; find out who changed it, and delete the lock file if the new content is right",
                origin.Path,
                origin.Line,
                origin.Column);
        }

        return package with { ContentHash = hash };
    }

    private static void SayGone(ResolvedPackage package, PackageRequest origin, PackagePlaces places, DiagnosticBag bag)
    {
        var (code, text) = places.SourcesOf(package.Id).Any()
            ? (PackageCodes.NoVersion, $"{package.Id} {package.Version}, which {LockName} names, is in no package source any more; delete the lock file to have the packages chosen anew")
            : (PackageCodes.NoSource, $"{package.Id} {package.Version} is not in the folder of packages, and no package source that has it is configured; run once with a source, or put the package into the folder");
        bag.Add(code, text, origin.Path, origin.Line, origin.Column);
    }

    private static string Reason(Exception error) => error.InnerException is { } inner && !error.Message.Contains(inner.Message, StringComparison.Ordinal) ? $"{error.Message} {Reason(inner)}" : error.Message;

    // What is in the lock file counts too: somebody may have brought in another one.
    private string KeyOf(IReadOnlyList<PackageRequest> requests) =>
        string.Join('\n', requests.Select(request => request.ToString()).Append(File.Exists(LockPath) ? File.ReadAllText(LockPath) : ""));
}
