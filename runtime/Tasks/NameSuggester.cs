namespace ScriptChat.Tasks;

/// <summary>Finds what somebody may have meant by a name that does not exist.</summary>
public static class NameSuggester
{
    /// <summary>The candidate nearest to <paramref name="name"/>, or null when none is near enough to be worth saying.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What there is. Among equally near ones the first wins.</param>
    /// <param name="slips">How many letters may be wrong, missing, too many or swapped, at most.</param>
    /// <remarks>Case, underscores, hyphens and spaces do not count; of what is left, a third may differ.</remarks>
    public static string? Nearest(string name, IEnumerable<string> candidates, int slips = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        var wanted = Bare(name);
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var bare = Bare(candidate);
            var distance = Distance(wanted, bare);
            if (distance >= bestDistance || distance > slips || distance > Math.Max(1, Math.Max(wanted.Length, bare.Length) / 3)) continue;
            // One letter of two is not "near".
            if (distance > 0 && Math.Min(wanted.Length, bare.Length) < 3) continue;
            (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    /// <summary>The end of a message: <c>"did you mean 'x'?"</c> when something is near, else <paramref name="otherwise"/>.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What there is.</param>
    /// <param name="otherwise">What to say when nothing is near.</param>
    public static string DidYouMean(string name, IEnumerable<string> candidates, string otherwise) =>
        Nearest(name, candidates) is { } nearest ? $"did you mean '{nearest}'?" : otherwise;

    private static string Bare(string name) =>
        string.Concat(name.Where(letter => letter is not ('_' or '-' or ' '))).ToLowerInvariant();

    // Edits and swaps of neighbours (optimal string alignment): 'tiemout' is one slip away from 'timeout'.
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= right.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var change = left[i - 1] == right[j - 1] ? 0 : 1;
                var cost = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    cost = Math.Min(cost, rows[i - 2, j - 2] + 1);
                rows[i, j] = cost;
            }
        }

        return rows[left.Length, right.Length];
    }
}
