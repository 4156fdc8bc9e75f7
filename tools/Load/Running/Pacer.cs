using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ScriptChat.Tools.Load.Running;

/// <summary>Sends at a fixed rate, in turn over all connections, whatever the answers do: an open loop. On a thread of its own,
/// since a timer's millisecond would be longer than what is measured.</summary>
/// <param name="clients">The connections.</param>
/// <param name="window">When to stop.</param>
/// <param name="rate">Messages a second.</param>
internal sealed partial class Pacer(IReadOnlyList<LoadClient> clients, Window window, double rate)
{
    private const int ClockMonotonic = 1;
    private const int AbsoluteTime = 1;
    private const int SetTimerSlack = 29;

    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Sends until the window closes.</summary>
    public Task RunAsync()
    {
        new Thread(Send) { IsBackground = true, Name = "pacer" }.Start();
        return ended.Task;
    }

    private void Send()
    {
        try
        {
            // Wakes within microseconds instead of the usual 50; for this thread only.
            if (OperatingSystem.IsLinux()) _ = Control(SetTimerSlack, 1, 0, 0, 0);
            var interval = Stopwatch.Frequency / rate;
            var start = Stopwatch.GetTimestamp();
            for (long i = 0; window.IsOpen; i++)
            {
                // Each message has its own time, and its latency counts from there, also when this thread or the socket is late.
                var due = start + (long)(i * interval);
                if (due > Stopwatch.GetTimestamp()) SleepUntil(due);
                clients[(int)(i % clients.Count)].SendNumbered(due);
            }

            ended.SetResult();
        }
        catch (Exception unexpected)
        {
            ended.SetException(unexpected);
        }
    }

    private static void SleepUntil(long due)
    {
        if (OperatingSystem.IsLinux())
        {
            // There, a timestamp is the monotonic clock in nanoseconds.
            var time = new TimeSpec { Seconds = due / 1_000_000_000, Nanoseconds = due % 1_000_000_000 };
            _ = Sleep(ClockMonotonic, AbsoluteTime, in time, 0);
            return;
        }

        while (Stopwatch.GetTimestamp() < due) Thread.Yield();
    }

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sleep(int clock, int flags, in TimeSpec time, nint remaining);

    [LibraryImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int option, nuint first, nuint second, nuint third, nuint fourth);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
