using ScriptChat.Messages;

namespace ScriptChat.Engine.Pairing;

/// <summary>How many task worlds may run at a time in this process, and how many there may be in all. Pools ask; who finds none
/// free is told when one is.</summary>
internal sealed class WorkerSlots(Action<PoolId> wake, Action finished)
{
    private readonly Queue<PoolId> asking = new();
    private int running;
    private int started;
    private bool stopping;

    public int Running => Volatile.Read(ref running);

    /// <summary>Takes a slot.</summary>
    /// <param name="pool">Who asks.</param>
    /// <param name="limit">How many may run.</param>
    /// <param name="total">How many there may be in all; null for any number.</param>
    public SlotAnswer TryTake(PoolId pool, int limit, int? total)
    {
        lock (asking)
        {
            if (stopping || started >= total) return SlotAnswer.Closed;
            if (running >= limit)
            {
                if (!asking.Contains(pool)) asking.Enqueue(pool);
                return SlotAnswer.Full;
            }

            running++;
            started++;
            return SlotAnswer.Taken;
        }
    }

    /// <summary>Gives a slot back.</summary>
    /// <param name="used">Whether a conversation came of it.</param>
    /// <param name="total">How many conversations there may be in all; null for any number.</param>
    public void Release(bool used, int? total)
    {
        PoolId? next = null;
        bool over;
        lock (asking)
        {
            running--;
            if (!used) started--;
            if (asking.TryDequeue(out var pool)) next = pool;
            over = running == 0 && started >= total;
        }

        if (next is { } waiting) wake(waiting);
        if (over) finished();
    }

    /// <summary>No more conversations from now on.</summary>
    public void Stop()
    {
        lock (asking) stopping = true;
    }
}

/// <summary>What a pool that asks for a slot hears.</summary>
internal enum SlotAnswer
{
    Taken,
    Full,
    Closed,
}
