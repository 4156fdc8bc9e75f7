using ScriptChat.Dialogues.Format;

namespace ScriptChat.Dialogues.Results;

/// <summary>Lays what was seen beside what was expected, so that as little as possible differs.</summary>
internal static class Alignment
{
    private const int Wrong = 4;

    /// <summary>Aligns.</summary>
    /// <param name="expected">What was expected, in order.</param>
    /// <param name="seen">What was seen, in order.</param>
    public static List<Pair> Of(IReadOnlyList<Expectation> expected, IReadOnlyList<Seen> seen)
    {
        var pairs = Straight(expected, seen);
        if (pairs is not null) return pairs;

        // The usual edit distance from the end, so that the way can be read off from the start.
        var costs = new int[expected.Count + 1, seen.Count + 1];
        for (var e = expected.Count; e >= 0; e--)
        {
            for (var s = seen.Count; s >= 0; s--)
            {
                if (e == expected.Count && s == seen.Count) continue;
                var best = int.MaxValue;
                if (e < expected.Count) best = costs[e + 1, s] + CostOfMissing(expected[e]);
                if (s < seen.Count) best = Math.Min(best, costs[e, s + 1] + CostOfExtra(expected, e, seen[s]));
                if (e < expected.Count && s < seen.Count) best = Math.Min(best, costs[e + 1, s + 1] + CostOfPair(expected[e], seen[s]));
                costs[e, s] = best;
            }
        }

        return Walk(expected, seen, costs);
    }

    private static List<Pair>? Straight(IReadOnlyList<Expectation> expected, IReadOnlyList<Seen> seen)
    {
        if (expected.Count != seen.Count) return null;
        var pairs = new List<Pair>(seen.Count);
        for (var index = 0; index < seen.Count; index++)
        {
            if (!seen[index].Fits(expected[index])) return null;
            pairs.Add(new Pair(expected[index], seen[index], IsRight: true));
        }

        return pairs;
    }

    private static List<Pair> Walk(IReadOnlyList<Expectation> expected, IReadOnlyList<Seen> seen, int[,] costs)
    {
        List<Pair> pairs = [];
        var (e, s) = (0, 0);
        while (e < expected.Count || s < seen.Count)
        {
            if (e < expected.Count && s < seen.Count && costs[e, s] == costs[e + 1, s + 1] + CostOfPair(expected[e], seen[s]))
            {
                pairs.Add(new Pair(expected[e], seen[s], seen[s].Fits(expected[e])));
                (e, s) = (e + 1, s + 1);
            }
            else if (s < seen.Count && costs[e, s] == costs[e, s + 1] + CostOfExtra(expected, e, seen[s]))
            {
                if (CostOfExtra(expected, e, seen[s]) > 0) pairs.Add(new Pair(null, seen[s], IsRight: false));
                s++;
            }
            else
            {
                pairs.Add(new Pair(expected[e], null, IsRight: expected[e] is ExpectedAnything));
                e++;
            }
        }

        return pairs;
    }

    private static int CostOfMissing(Expectation expected) => expected is ExpectedAnything ? 0 : Wrong;

    private static int CostOfExtra(IReadOnlyList<Expectation> expected, int at, Seen seen) =>
        seen.MayPass || (at < expected.Count && expected[at] is ExpectedAnything) ? 0 : Wrong;

    // Two that differ are one difference, not two, and rather of the same speaker.
    private static int CostOfPair(Expectation expected, Seen seen)
    {
        if (expected is ExpectedAnything) return 2 * Wrong + 1;
        if (seen.Fits(expected)) return 0;
        return (expected, seen) switch
        {
            (ExpectedMessage message, SeenMessage shown) => message.Speaker.Matches(shown.Message.Id) ? Wrong : Wrong + 1,
            (ExpectedFailure, SeenFailure) => Wrong,
            _ => 2 * Wrong + 1,
        };
    }
}
