namespace ScriptChat.Dialogues.Play;

/// <summary>A clock that stands still until somebody moves it, and moves from timer to timer: what a timer brings about happens
/// at the timer's own time, in the order of the timers, those of one time in the order in which they were set.</summary>
/// <remarks>The fake clock of Microsoft.Extensions.TimeProvider.Testing moves to the end of a span first and fires then, so
/// that a timer which another one sets would run late; and it can't tell when the next one is due.</remarks>
/// <param name="start">What it says at first.</param>
public sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<(Timer Timer, int Setting), (long Due, long Order)> due = new();
    private long now;
    private long order;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How long it has been running.</summary>
    public TimeSpan Passed => TimeSpan.FromTicks(GetTimestamp());

    /// <inheritdoc />
    public override long GetTimestamp() => Interlocked.Read(ref now);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => start.ToUniversalTime() + Passed;

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to the next timer, if one is due by then, and fires it; else to the time itself.</summary>
    /// <param name="until">How far to go at most.</param>
    /// <returns>False when the time itself is reached and no timer is due any more.</returns>
    public bool Step(TimeSpan until)
    {
        Timer? timer = null;
        lock (gate)
        {
            while (timer is null && due.TryPeek(out var next, out var at) && at.Due <= until.Ticks)
            {
                due.Dequeue();
                if (next.Timer.Setting != next.Setting) continue;
                timer = next.Timer;
                now = Math.Max(now, at.Due);
                if (timer.Period > TimeSpan.Zero) Set(timer, timer.Period);
            }

            if (timer is null) now = Math.Max(now, until.Ticks);
        }

        timer?.Fire();
        return timer is not null;
    }

    private void Set(Timer timer, TimeSpan time) => due.Enqueue((timer, timer.Setting), (now + time.Ticks, order++));

    private sealed class Timer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private bool disposed;

        public int Setting { get; private set; }

        public TimeSpan Period { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                if (disposed) return false;
                Setting++;
                Period = period;
                if (dueTime >= TimeSpan.Zero) clock.Set(this, dueTime);
                return true;
            }
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock.gate)
            {
                disposed = true;
                Setting++;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
