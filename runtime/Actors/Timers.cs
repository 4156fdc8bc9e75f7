using ScriptChat.Actors.Letters;

namespace ScriptChat.Actors;

/// <summary>Wakes actors. One timer of the clock for all of them, armed for the earliest.</summary>
internal sealed class Timers : IDisposable
{
    private readonly PriorityQueue<ActorId, TimeSpan> due = new();
    private readonly Clock clock;
    private readonly Action<ActorId> wake;
    private readonly ITimer timer;
    private TimeSpan armed = TimeSpan.MaxValue;
    private bool disposed;

    public Timers(Clock clock, TimeProvider time, Action<ActorId> wake)
    {
        this.clock = clock;
        this.wake = wake;
        timer = time.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Order(ActorId actor, TimeSpan at)
    {
        lock (due)
        {
            if (disposed) return;
            due.Enqueue(actor, at);
            if (at < armed) Arm(at);
        }
    }

    public void Dispose()
    {
        lock (due) disposed = true;
        timer.Dispose();
    }

    private void Arm(TimeSpan at)
    {
        armed = at;
        var wait = at - clock.Running;
        // Up to the next millisecond, so that what is due is due when the timer rings; and within what a timer can take.
        var milliseconds = Math.Clamp(Math.Ceiling(wait.TotalMilliseconds), 0, int.MaxValue - 1);
        timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }

    private void Ring()
    {
        List<ActorId> woken = [];
        lock (due)
        {
            if (disposed) return;
            var now = clock.Running;
            while (due.TryPeek(out var actor, out var at) && at <= now)
            {
                due.Dequeue();
                woken.Add(actor);
            }

            armed = TimeSpan.MaxValue;
            if (due.TryPeek(out _, out var next)) Arm(next);
        }

        foreach (var actor in woken) wake(actor);
    }
}
