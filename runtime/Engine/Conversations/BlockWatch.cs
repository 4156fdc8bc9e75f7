using System.Diagnostics;
using ScriptChat.Diagnostics;
using ScriptChat.Engine.Options;

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
        Effects = new EffectWatch(options);
        limit = options.RunawayAfter + TimeSpan.FromSeconds(1);
        timer = options.Time.CreateTimer(_ => Search(), null, Look, Look);
    }

    /// <summary>How many threads are blocked now.</summary>
    public int Blocked => Volatile.Read(ref blocked);

    /// <summary>The same for side effects, which hold no thread.</summary>
    public EffectWatch Effects { get; }

    /// <summary>The thread begins to run a world's event.</summary>
    /// <param name="world">The world.</param>
    public Seat Enter(WorldFaults world)
    {
        var seat = seats.Value!;
        seat.Since = options.Time.GetTimestamp();
        seat.World = world;
        return seat;
    }

    public void Leave(Seat seat)
    {
        seat.World = null;
        // Either this sees the mark, or the search sees that the world is done.
        Interlocked.MemoryBarrier();
        if (seat.Unmark()) Count(-1);
    }

    public void Dispose()
    {
        timer.Dispose();
        seats.Dispose();
    }

    private void Search()
    {
        // At a breakpoint everything stands still but the clock.
        if (Debugger.IsAttached) return;
        Effects.Search();
        foreach (var seat in seats.Values)
        {
            if (seat.World is not { } world || seat.Counted || options.Time.GetElapsedTime(seat.Since) < limit) continue;
            Count(1);
            seat.Mark();
            if (!ReferenceEquals(seat.World, world) && seat.Unmark())
            {
                Count(-1);
                continue;
            }

            // Into the service's own log: a world may block while it is replayed, when its conversation's is silent.
            options.Log.Write(Severity.Error, WorldCodes.WorldBlocks, $"{world.Named(WorldCodes.WorldBlocks.Title)}; {WorldCodes.WorldBlocks.Advice}. Blocked threads: {Blocked}.", world.Conversation);
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
        public volatile WorldFaults? World;
        public long Since;
        private int counted;

        public bool Counted => Volatile.Read(ref counted) != 0;

        public void Mark() => Interlocked.Exchange(ref counted, 1);

        public bool Unmark() => Volatile.Read(ref counted) != 0 && Interlocked.Exchange(ref counted, 0) != 0;
    }
}
