namespace ScriptChat.Engine.Pairing;

/// <summary>People in line to whom <c>assign_roles</c> gave no role together. Such a set is not tried again until something changes with one
/// of them or with the task; others may well go together.</summary>
internal sealed class UnfitSets
{
    /// <summary>So many are tried at most, lest a script that wants nobody is asked about everybody with everybody.</summary>
    public const int Limit = 1000;

    private readonly HashSet<IReadOnlyList<Entry>> sets = new(new SameEntries());

    /// <summary>Remembers a set.</summary>
    /// <param name="entries">Who, in the order of the line.</param>
    public void Add(IReadOnlyList<Entry> entries) => sets.Add(entries);

    /// <summary>Somebody is gone or not as they were: every set with them may be tried again.</summary>
    public void Forget(Entry entry) => sets.RemoveWhere(set => set.Contains(entry));

    /// <summary>The task is another: every set may be tried again.</summary>
    public void Clear() => sets.Clear();

    /// <summary>The next people to try: of the sets that are not known not to fit the one that is first in line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="size">How many people.</param>
    /// <returns>In the order of the line; null when there are too few people, or all their sets were tried.</returns>
    public IReadOnlyList<Entry>? Next(Line line, int size)
    {
        if (sets.Count >= Limit) return null;
        // Among one more than were tried, one was not: nobody further back is needed to find it.
        var free = line.Free(size + sets.Count);
        if (free.Count < size) return null;
        var places = Enumerable.Range(0, size).ToArray();
        do
        {
            Entry[] set = [.. places.Select(place => free[place])];
            if (!sets.Contains(set)) return set;
        }
        while (Advance(places, free.Count));

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
        public bool Equals(IReadOnlyList<Entry>? x, IReadOnlyList<Entry>? y) => x is not null && y is not null && x.SequenceEqual(y);

        public int GetHashCode(IReadOnlyList<Entry> obj)
        {
            var hash = default(HashCode);
            foreach (var entry in obj) hash.Add(entry);
            return hash.ToHashCode();
        }
    }
}
