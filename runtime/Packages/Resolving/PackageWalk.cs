using NuGet.Common;
using NuGet.DependencyResolver;
using NuGet.Versioning;
using ScriptChat.Diagnostics;
using ScriptChat.Packages.Locking;
using ScriptChat.Packages.Places;
using ScriptChat.Packages.Requests;

namespace ScriptChat.Packages.Resolving;

/// <summary>Chooses packages as a restore does, with the resolver that restores use: what stands nearest to the scripts wins, among
/// equals the higher, and of each the lowest version that will do.</summary>
internal sealed class PackageWalk(PackagePlaces places)
{
    /// <summary>What to take for the wishes; null after saying what is wrong.</summary>
    public async Task<IReadOnlyList<ResolvedPackage>?> ResolveAsync(IReadOnlyList<WantedPackage> wanted, DiagnosticBag bag, CancellationToken cancellationToken)
    {
        var context = new RemoteWalkContext(places.Cache, places.Mapping, NullLogger.Instance);
        context.ProjectLibraryProviders.Add(new RootProvider(wanted));
        context.LocalLibraryProviders.Add(new FolderProvider(places));
        foreach (var source in places.Sources) context.RemoteLibraryProviders.Add(new SourceProvider(source, cancellationToken));

        var root = await new RemoteDependencyWalker(context).WalkAsync(RootProvider.Range, PackagePlaces.Framework, null, null, recursive: true);
        var problems = new WalkProblems(context, wanted, bag);
        var analysis = root.Analyze();
        await problems.LookAsync(root, analysis, cancellationToken);
        return bag.HasErrors ? null : [.. Accepted(root).Select(node => Choose(node, wanted))];
    }

    private static List<GraphNode<RemoteResolveResult>> Accepted(GraphNode<RemoteResolveResult> root)
    {
        var accepted = new Dictionary<string, GraphNode<RemoteResolveResult>>(StringComparer.OrdinalIgnoreCase);
        root.ForEach(node =>
        {
            if (node != root && node.Disposition == Disposition.Accepted) accepted.TryAdd(node.Key.Name, node);
        });
        return [.. accepted.Values];
    }

    private static ResolvedPackage Choose(GraphNode<RemoteResolveResult> node, IReadOnlyList<WantedPackage> wanted)
    {
        var (name, version) = (node.Item!.Key.Name, node.Item.Key.Version);
        var wish = wanted.FirstOrDefault(wish => wish.Id.Equals(name, StringComparison.OrdinalIgnoreCase));
        var needs = new Dictionary<string, VersionRange>(StringComparer.OrdinalIgnoreCase);
        foreach (var need in node.Item.Data!.Dependencies.Select(need => need.LibraryRange)) needs[need.Name] = need.VersionRange ?? VersionRange.All;

        // A range as it was written: a lock file that was made for a floating version goes on holding it.
        var requested = wish is null ? null : wish.Range.OriginalString is { Length: > 0 } text ? VersionRange.Parse(text) : wish.Range;
        return new ResolvedPackage(name, version, requested, needs);
    }
}
