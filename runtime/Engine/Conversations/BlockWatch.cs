using ScriptChat.Diagnostics;

namespace ScriptChat.Engine.Conversations;

/// <summary>Finds threads on which a world sits inside a call that does not come back, names them, and has the pool make up for them.</summary>
internal sealed class BlockWatch : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly ThreadLocal<Seat> seats = new(() => new Seat(), trackAllValues: true);
    private readonly EngineOptions options;
    private readonly TimeSpan limit;
    private readonly ITimer timer;
    private int blocked;

    public BlockWatch(EngineOptions options)
    {
        this.options = options;
        limit = options.RunawayAfter + TimeSpan.FromSeconds(1);
        timer = options.Time.CreateTimer(_ => Search(), null, Look, Look);
    }

    /// <summary>How many threads are blocked now.</summary>
    public int Blocked => Volatile.Read(ref blocked);

    /// <summary>The thread begins to run a world's event.</summary>
    public Seat Enter(string conversation)
    {
        var seat = seats.Value!;
        seat.Since = options.Time.GetTimestamp();
        seat.Conversation = conversation;
        return seat;
    }

    public void Leave(Seat seat)
    {
        seat.Conversation = null;
        if (!seat.Counted) return;
        lock (seat)
        {
            seat.Counted = false;
            Count(-1);
        }
    }

    public void Dispose()
    {
        timer.Dispose();
        seats.Dispose();
    }

    private void Search()
    {
        foreach (var seat in seats.Values)
        {
            if (seat.Conversation is not { } conversation || seat.Counted || options.Time.GetElapsedTime(seat.Since) < limit) continue;
            lock (seat)
            {
                if (seat.Conversation is null) continue;
                seat.Counted = true;
                Count(1);
            }

            options.Log.Write(Severity.Error, WorldCodes.WorldBlocks, $"{WorldCodes.WorldBlocks.Title}; {WorldCodes.WorldBlocks.Remedy}. Blocked threads: {Blocked}.", conversation);
        }
    }

    private void Count(int change)
    {
        Interlocked.Add(ref blocked, change);
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(workers + change, ports);
    }

    /// <summary>A thread's place in the watch.</summary>
    internal sealed class Seat
    {
        public volatile string? Conversation;
        public long Since;
        public volatile bool Counted;
    }
}
