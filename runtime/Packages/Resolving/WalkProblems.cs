using NuGet.DependencyResolver;
using NuGet.LibraryModel;
using NuGet.Versioning;
using ScriptChat.Diagnostics;
using ScriptChat.Packages.Requests;

namespace ScriptChat.Packages.Resolving;

/// <summary>Says what is wrong with the packages that the resolver found, at the directive that led to them.</summary>
internal sealed class WalkProblems(RemoteWalkContext context, IReadOnlyList<WantedPackage> wanted, DiagnosticBag bag)
{
    private const int VersionsNamed = 5;

    /// <summary>Looks through all of it.</summary>
    public async Task LookAsync(GraphNode<RemoteResolveResult> root, AnalyzeResult<RemoteResolveResult> analysis, CancellationToken cancellationToken)
    {
        var missing = new Dictionary<string, GraphNode<RemoteResolveResult>>(StringComparer.OrdinalIgnoreCase);
        root.ForEach(node =>
        {
            if (node.Disposition != Disposition.Rejected && IsMissing(node)) missing.TryAdd(node.Key.Name, node);
        });
        foreach (var node in missing.Values) await SayMissingAsync(node, cancellationToken);
        foreach (var downgrade in analysis.Downgrades) SayDowngrade(downgrade);
        foreach (var conflict in analysis.VersionConflicts) SayConflict(conflict);
        foreach (var cycle in analysis.Cycles) Say(PackageCodes.VersionsClash, cycle, $"packages need each other in a circle: {cycle.GetPath()}; take another version of the first");
    }

    // A version that a script names must be there; one that a package names may be the next higher, as in every restore.
    private bool IsMissing(GraphNode<RemoteResolveResult> node)
    {
        if (node.Item is null) return false;
        if (node.Item.Key.Type == LibraryType.Unresolved) return true;
        return node.OuterNode is { OuterNode: null } && WishOf(node) is { } wish && node.Item.Key.Version != wish.Version;
    }

    private async Task SayMissingAsync(GraphNode<RemoteResolveResult> node, CancellationToken cancellationToken)
    {
        var (id, by) = (node.Key.Name, NeededBy(node));
        var providers = context.FilterDependencyProvidersForLibrary(node.Key);
        var found = new SortedSet<NuGetVersion>();
        foreach (var provider in providers) found.UnionWith(await provider.GetAllVersionsAsync(id, context.CacheContext, context.Logger, cancellationToken) ?? []);
        if (providers.Count == 0)
        {
            Say(PackageCodes.NoSource, node, $"{id}{by} is not in the folder of packages, and no package source that has it is configured; run once with a source, or put the package into the folder");
        }
        else if (found.Count == 0)
        {
            Say(PackageCodes.NoPackage, node, $"no package source has a package {id}{by}; mend the name, or add its source to the NuGet configuration");
        }
        else
        {
            var named = string.Join(", ", found.Reverse().Take(VersionsNamed));
            Say(PackageCodes.NoVersion, node, $"{id} has no version {Least(node)}{by}; the newest that are there: {named}");
        }
    }

    private void SayDowngrade(DowngradeResult<RemoteResolveResult> downgrade)
    {
        var (higher, lower) = (downgrade.DowngradedFrom, downgrade.DowngradedTo);
        Say(
            PackageCodes.VersionsClash,
            lower,
            $"{lower.Key.Name} {Least(lower)} is too low: {Name(higher.OuterNode)} needs {Text(higher)}; write at least {Least(higher)}");
    }

    private void SayConflict(VersionConflictResult<RemoteResolveResult> conflict)
    {
        var (selected, other) = (conflict.Selected, conflict.Conflicting);
        Say(
            PackageCodes.VersionsClash,
            other,
            $"{Name(selected.OuterNode)} needs {selected.Key.Name} {Text(selected)}, but {Name(other.OuterNode)} needs {Text(other)}; take versions that agree, or ask for one of {selected.Key.Name} yourself");
    }

    private void Say(DiagnosticCode code, GraphNode<RemoteResolveResult> node, string text)
    {
        var direct = node;
        while (direct.OuterNode?.OuterNode is not null) direct = direct.OuterNode;
        var place = WishOf(direct)?.Request;
        bag.Add(code, text, place?.Path, place?.Line ?? 0, place?.Column ?? 0);
    }

    private WantedPackage? WishOf(GraphNode<RemoteResolveResult> node) => wanted.FirstOrDefault(wish => wish.Id.Equals(node.Key.Name, StringComparison.OrdinalIgnoreCase));

    private static string NeededBy(GraphNode<RemoteResolveResult> node) => node.OuterNode is { OuterNode: not null } outer ? $", which {Name(outer)} needs" : "";

    private static string Name(GraphNode<RemoteResolveResult>? node) =>
        node is null || node.OuterNode is null ? "a script" : node.Item is { } item ? $"{item.Key.Name} {item.Key.Version}" : $"{node.Key.Name} {Least(node)}";

    private static string Text(GraphNode<RemoteResolveResult> node) => (node.Key.VersionRange ?? VersionRange.All).PrettyPrint().Trim('(', ')');

    private static string Least(GraphNode<RemoteResolveResult> node) => node.Key.VersionRange?.MinVersion?.ToString() ?? Text(node);
}
