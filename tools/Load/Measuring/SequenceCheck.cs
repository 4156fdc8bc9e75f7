namespace ScriptChat.Tools.Load.Measuring;

/// <summary>Follows one sender's numbers, counted from 1, as one receiver gets them. For one thread at a time.</summary>
internal sealed class SequenceCheck
{
    private HashSet<long>? missing;
    private long next = 1;

    /// <summary>How many different numbers came.</summary>
    public long Received => next - 1 - (missing?.Count ?? 0);

    /// <summary>How many came again.</summary>
    public long Doubled { get; private set; }

    /// <summary>How many came after a later one.</summary>
    public long Reordered { get; private set; }

    /// <summary>Takes a number.</summary>
    /// <param name="number">The number; 1 or more.</param>
    public Arrived Take(long number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        if (number == next)
        {
            next++;
            return Arrived.New;
        }

        if (number > next)
        {
            missing ??= [];
            for (var gap = next; gap < number; gap++) missing.Add(gap);
            next = number + 1;
            return Arrived.New;
        }

        if (missing is not null && missing.Remove(number))
        {
            Reordered++;
            return Arrived.Late;
        }

        Doubled++;
        return Arrived.Again;
    }

    /// <summary>How many never came.</summary>
    /// <param name="sent">How many the sender sent.</param>
    public long Lost(long sent) => Math.Max(0, sent - Received);
}
