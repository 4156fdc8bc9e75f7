namespace ScriptChat.Actors;

/// <summary>What an actor has to do at certain times, on the service's running time.</summary>
public sealed class Deadlines
{
    private readonly PriorityQueue<long, (TimeSpan Due, long Number)> queue = new();
    private readonly Dictionary<long, Action<Step>> waiting = [];
    private long last;

    /// <summary>How many there are.</summary>
    public int Count => waiting.Count;

    /// <summary>All of them, the next first.</summary>
    public IEnumerable<TimeSpan> All => queue.UnorderedItems.Where(item => waiting.ContainsKey(item.Element)).Select(item => item.Priority.Due).Order();

    /// <summary>The next of them; null when there is none.</summary>
    public TimeSpan? Next
    {
        get
        {
            while (queue.TryPeek(out var number, out var at))
            {
                if (waiting.ContainsKey(number)) return at.Due;
                queue.Dequeue();
            }

            return null;
        }
    }

    /// <summary>Adds one.</summary>
    /// <returns>A number to take it back by.</returns>
    public long Add(TimeSpan due, Action<Step> then)
    {
        waiting.Add(++last, then);
        // Time goes by in whole milliseconds.
        var part = due.Ticks % TimeSpan.TicksPerMillisecond;
        if (part > 0) due += TimeSpan.FromTicks(TimeSpan.TicksPerMillisecond - part);
        queue.Enqueue(last, (due, last));
        return last;
    }

    /// <summary>Takes one back; nothing when it is done or taken back already.</summary>
    public void Remove(long number)
    {
        waiting.Remove(number);
        // Those taken back stay in the queue until their time; not more of them than of the others.
        if (queue.Count <= 16 || queue.Count <= 2 * waiting.Count) return;
        var kept = queue.UnorderedItems.Where(item => waiting.ContainsKey(item.Element)).ToArray();
        queue.Clear();
        queue.EnqueueRange(kept);
    }

    /// <summary>Takes all back.</summary>
    public void Clear()
    {
        waiting.Clear();
        queue.Clear();
    }

    /// <summary>Does what is due, in the order of the times.</summary>
    /// <param name="step">The step.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether anything was.</returns>
    public bool Run(Step step, TimeSpan now)
    {
        var any = false;
        while (Next is { } due && due <= now)
        {
            var number = queue.Dequeue();
            waiting.Remove(number, out var then);
            any = true;
            then!(step);
        }

        return any;
    }
}
