using ScriptChat.Messages;

namespace ScriptChat.Engine.Pairing;

/// <summary>How many task worlds may run at a time in this process, and how many there may be in all. Pools ask; who finds none
/// free is told when one is.</summary>
internal sealed class WorkerSlots(Action<PoolId> wake, Action closed, Action finished, Action<ConversationId> count)
{
    private readonly Queue<PoolId> asking = new();
    private readonly HashSet<ConversationId> confirmed = [];
    private int running;
    private int lastLimit;
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
            lastLimit = limit;
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

    /// <summary>Takes up what was before a restart.</summary>
    /// <param name="had">The conversations that have been counted.</param>
    /// <param name="open">Those that run.</param>
    public void Restore(IEnumerable<ConversationId> had, IReadOnlyCollection<ConversationId> open)
    {
        lock (asking)
        {
            confirmed.UnionWith(had);
            running = open.Count;
            started = confirmed.Count + open.Count(one => !confirmed.Contains(one));
        }
    }

    /// <summary>A conversation came of a slot. With the last one that may be had, the pools are told that they are closed.</summary>
    /// <param name="conversation">Which.</param>
    /// <param name="total">How many conversations there may be in all; null for any number, then nobody counts.</param>
    public void Confirm(ConversationId conversation, int? total)
    {
        if (total is null) return;
        lock (asking)
        {
            if (!confirmed.Add(conversation)) return;
            count(conversation);
            if (confirmed.Count != total) return;
        }

        closed();
    }

    /// <summary>Whether all conversations that may be had have begun.</summary>
    /// <param name="total">How many there may be in all; null for any number.</param>
    public bool IsClosed(int? total)
    {
        lock (asking) return confirmed.Count >= total;
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

    /// <summary>After a restart or a save: whether all conversations that may be had were.</summary>
    /// <param name="total">How many there may be in all; null for any number.</param>
    public void LookWhetherOver(int? total)
    {
        bool over;
        lock (asking) over = running == 0 && started >= total;
        if (over) finished();
    }

    /// <summary>A pool that was told of a free slot had its turn: if one is still free, it is another's.</summary>
    public void PassOn()
    {
        PoolId next;
        lock (asking)
        {
            if (running >= lastLimit || !asking.TryDequeue(out next)) return;
        }

        wake(next);
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
