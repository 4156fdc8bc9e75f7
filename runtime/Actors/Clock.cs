namespace ScriptChat.Actors;

/// <summary>The wall clock for what is recorded, and the service's running time for what is due. Both to the millisecond, so that
/// what is read back from a record is the same.</summary>
/// <param name="time">The clock.</param>
/// <param name="before">How long the service had run before this process.</param>
public sealed class Clock(TimeProvider time, TimeSpan before)
{
    private readonly long start = time.GetTimestamp();

    /// <summary>The time (UTC).</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = time.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
        }
    }

    /// <summary>How long the service has run, over all runs.</summary>
    public TimeSpan Running => Whole(before + time.GetElapsedTime(start));

    private static TimeSpan Whole(TimeSpan span) => new(span.Ticks - (span.Ticks % TimeSpan.TicksPerMillisecond));
}
