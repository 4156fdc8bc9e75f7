using System.Diagnostics;
using ScriptChat.Tools.Load.Measuring;

namespace ScriptChat.Tools.Load.Running;

/// <summary>When is talked, when is measured, and what was measured. Shared by all clients of a run.</summary>
internal sealed class Window
{
    private long from = long.MaxValue;
    private long to = long.MaxValue;
    private volatile bool isOpen;

    /// <summary>Whether a client may go on sending.</summary>
    public bool IsOpen => isOpen;

    /// <summary>How long messages took that were sent in the measured time.</summary>
    public Histogram Latency { get; } = new();

    /// <summary>Begins the talk.</summary>
    /// <param name="warmup">How long until it is measured.</param>
    /// <param name="duration">How long it is measured.</param>
    public void Open(TimeSpan warmup, TimeSpan duration)
    {
        from = Stopwatch.GetTimestamp() + Ticks(warmup);
        to = from + Ticks(duration);
        isOpen = true;
    }

    /// <summary>Ends the talk; what is under way is still measured.</summary>
    public void Close() => isOpen = false;

    /// <summary>Takes a message that has come.</summary>
    /// <param name="sent">When it was sent or was to be.</param>
    /// <param name="arrived">When it came.</param>
    /// <returns>Whether it came in the measured time.</returns>
    public bool Take(long sent, long arrived)
    {
        // By the time of sending: who counted by arrival would leave out just the slowest.
        if (sent >= from && sent < to) Latency.Record(Nanoseconds(arrived - sent));
        return arrived >= from && arrived < to;
    }

    /// <summary>Timestamps as nanoseconds.</summary>
    /// <param name="ticks">The difference of two timestamps.</param>
    public static long Nanoseconds(long ticks) =>
        Stopwatch.Frequency == 1_000_000_000 ? ticks : (long)(ticks * (1e9 / Stopwatch.Frequency));

    /// <summary>A time span in timestamps.</summary>
    /// <param name="time">The time.</param>
    public static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}
