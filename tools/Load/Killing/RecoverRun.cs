using System.Diagnostics;
using ScriptChat.Tools.Load.Comparing;
using ScriptChat.Tools.Load.Running;

namespace ScriptChat.Tools.Load.Killing;

/// <summary>How long a service takes to bring back many long conversations after it was killed.</summary>
internal static class RecoverRun
{
    /// <summary>Runs.</summary>
    /// <param name="server">The service.</param>
    /// <param name="talk">The conversations that it is to bring back.</param>
    /// <param name="times">How often it is killed and started.</param>
    /// <param name="say">Takes lines for people who watch.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>From each start of the process until it said that it was ready, in seconds.</returns>
    /// <exception cref="ServerFailedException">It ended by itself, did not get ready, or the conversations did not come about.</exception>
    public static async Task<IReadOnlyList<double>> RunAsync(KilledServer server, LoadOptions talk, int times, Action<string> say, CancellationToken cancellationToken)
    {
        server.Start();
        await server.ReadyAsync(talk.EnterWithin, cancellationToken);
        // Everybody sits where they are when it is killed: who left before would have ended the conversation.
        var report = await LoadRun.RunAsync(talk with { Url = server.Url }, say, server.KillAsync, cancellationToken);
        if (report.Sent < talk.Connections * talk.Messages) throw new ServerFailedException($"Only {report.Sent} messages were sent before the warm-up was over: give it more time with --warmup.");
        List<double> seconds = [];
        for (var time = 1; time <= times; time++)
        {
            var begun = server.Start();
            var ready = await server.ReadyAsync(TimeSpan.FromMinutes(2), cancellationToken);
            seconds.Add(Stopwatch.GetElapsedTime(begun, ready).TotalSeconds);
            say($"start {time}: ready after {seconds[^1]:0.00} s; journal {server.DataBytes / 1e6:0.0} MB; load average {KillRun.LoadAverage()}");
            await server.KillAsync();
        }

        if (server.Errors.Count > 0) throw new ServerFailedException($"The service said: {string.Join("\n  ", server.Errors)}");
        return seconds;
    }
}
