namespace ScriptChat.Engine.Pairing;

/// <summary>People in line to whom <c>assign_roles</c> gave no role together. Such a set is not tried again until something changes with one
/// of them or with the task; others may well go together.</summary>
/// <remarks>A set is remembered with the one of it who came last. So what is kept of somebody goes with them, and whoever comes has tries of
/// their own, however long the line in front has failed to fit.</remarks>
internal sealed class UnfitSets
{
    /// <summary>With how many sets of those before them somebody is tried, lest a script that wants nobody is asked about everybody with everybody.</summary>
    public const int Tries = 50;

    private readonly Dictionary<Entry, HashSet<IReadOnlyList<Entry>>> tried = [];

    /// <summary>Remembers a set.</summary>
    /// <param name="entries">Who, in the order of the line.</param>
    public void Add(IReadOnlyList<Entry> entries)
    {
        if (!tried.TryGetValue(entries[^1], out var sets)) tried.Add(entries[^1], sets = new HashSet<IReadOnlyList<Entry>>(SameEntries.Instance));
        sets.Add(entries);
    }

    /// <summary>Somebody is gone. The sets in which others came later can't come again.</summary>
    public void Remove(Entry entry) => tried.Remove(entry);

    /// <summary>Somebody is not as they were: every set with them may be tried again.</summary>
    public void Forget(Entry entry)
    {
        tried.Remove(entry);
        foreach (var sets in tried.Values) sets.RemoveWhere(set => set.Contains(entry));
    }

    /// <summary>The task is another: every set may be tried again.</summary>
    public void Clear() => tried.Clear();

    /// <summary>The next people to try: as far in front as possible.</summary>
    /// <param name="line">The line.</param>
    /// <param name="size">How many people.</param>
    /// <returns>In the order of the line; null when there are too few people, or all their sets were tried.</returns>
    public IReadOnlyList<Entry>? Next(Line line, int size)
    {
        var free = line.Free(tried.Count == 0 ? size : int.MaxValue);
        for (var last = size - 1; last < free.Count; last++)
            if (NextBefore(free, last, size - 1) is { } set) return set;
        return null;
    }

    // Among one more set than was tried there is one that was not, so nobody further back than that is needed beside the last.
    private Entry[]? NextBefore(IReadOnlyList<Entry> free, int last, int others)
    {
        var sets = tried.GetValueOrDefault(free[last]);
        if (sets?.Count >= Tries) return null;
        var people = Math.Min(last, others + (sets?.Count ?? 0));
        var places = Enumerable.Range(0, others).ToArray();
        do
        {
            Entry[] set = [.. places.Select(place => free[place]), free[last]];
            if (sets?.Contains(set) != true) return set;
        }
        while (Advance(places, people));

        return null;
    }

    // The next combination: with the same people in front, the next one in line behind them.
    private static bool Advance(int[] places, int people)
    {
        var at = places.Length - 1;
        while (at >= 0 && places[at] == people - places.Length + at) at--;
        if (at < 0) return false;
        places[at]++;
        for (var next = at + 1; next < places.Length; next++) places[next] = places[next - 1] + 1;
        return true;
    }

    // A line keeps its order, so the same people stand in the same order in every set.
    private sealed class SameEntries : IEqualityComparer<IReadOnlyList<Entry>>
    {
        public static readonly SameEntries Instance = new();

        public bool Equals(IReadOnlyList<Entry>? x, IReadOnlyList<Entry>? y) => x is not null && y is not null && x.SequenceEqual(y);

        public int GetHashCode(IReadOnlyList<Entry> obj)
        {
            var hash = default(HashCode);
            foreach (var entry in obj) hash.Add(entry);
            return hash.ToHashCode();
        }
    }
}
