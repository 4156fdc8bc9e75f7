using ScriptChat.Packages.Requests;

namespace ScriptChat.Packages.Locking;

/// <summary>Which directive led to a package: its own, else the one from which the way is shortest.</summary>
internal sealed class Origins
{
    private readonly Dictionary<string, PackageRequest> origins = new(StringComparer.OrdinalIgnoreCase);
    private readonly PackageRequest first;

    /// <summary>Finds out.</summary>
    public Origins(IReadOnlyList<ResolvedPackage> packages, IReadOnlyList<WantedPackage> wanted)
    {
        first = wanted[0].Request;
        var byId = packages.ToDictionary(package => package.Id, StringComparer.OrdinalIgnoreCase);
        var open = new Queue<(string Id, PackageRequest Request)>(wanted.Select(wish => (wish.Id, wish.Request)));
        while (open.TryDequeue(out var next))
        {
            if (!origins.TryAdd(next.Id, next.Request) || !byId.TryGetValue(next.Id, out var package)) continue;
            foreach (var need in package.Needs.Keys) open.Enqueue((need, next.Request));
        }
    }

    /// <summary>The directive.</summary>
    public PackageRequest Of(string id) => origins.GetValueOrDefault(id, first);
}
