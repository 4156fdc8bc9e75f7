using System.Diagnostics;
using System.Security.Cryptography;
using ScriptChat.Tools.Load.Measuring;

namespace ScriptChat.Tools.Load.Running;

/// <summary>A run: everybody in, talk, measure, everybody out.</summary>
internal sealed class LoadRun
{
    private readonly LoadOptions options;
    private readonly Action<string> say;
    private readonly Window window = new();
    private readonly Failures failures = new();
    private readonly LoadClient[] clients;

    private LoadRun(LoadOptions options, Action<string> say)
    {
        this.options = options;
        this.say = say;
        var frames = new ClientFrames(options.Protocol, options.Size, RandomNumberGenerator.GetHexString(8, lowercase: true));
        clients = [.. Enumerable.Range(0, options.Connections).Select(number => new LoadClient(number, options, frames, window, failures))];
    }

    /// <summary>Runs.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="say">Takes lines for people who watch.</param>
    /// <param name="whileIn">Done when the measured time begins, and waited for before anybody leaves; null for nothing.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<LoadReport> RunAsync(LoadOptions options, Action<string> say, Func<Task>? whileIn, CancellationToken cancellationToken)
    {
        var run = new LoadRun(options, say);
        try
        {
            return await run.RunAsync(whileIn, cancellationToken);
        }
        finally
        {
            await Task.WhenAll(run.clients.Select(client => client.LeaveAsync()));
            foreach (var client in run.clients) client.Dispose();
        }
    }

    private async Task<LoadReport> RunAsync(Func<Task>? whileIn, CancellationToken cancellationToken)
    {
        var before = Stopwatch.GetTimestamp();
        await EnterAsync(cancellationToken);
        var enterTime = Stopwatch.GetElapsedTime(before);
        say($"in: {clients.Count(client => client.HasEntered)} of {options.Connections} after {enterTime.TotalSeconds:0.00} s");

        var cores = options.Scenario == Scenario.Idle ? await SitAsync(whileIn, cancellationToken) : await TalkAsync(whileIn, cancellationToken);
        return Report(enterTime, cores);
    }

    // Pairs come in one pair after the other unless more at once are asked for: then a pair's time is its own.
    private Task EnterAsync(CancellationToken cancellationToken)
    {
        var together = options.Scenario == Scenario.Pair ? 2 : 1;
        var limits = new ParallelOptions { MaxDegreeOfParallelism = options.AtOnce, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(clients.Chunk(together), limits, static async (group, cancelled) =>
            await Task.WhenAll(group.Select(client => client.EnterAsync(cancelled))));
    }

    private async Task<double> SitAsync(Func<Task>? whileIn, CancellationToken cancellationToken)
    {
        var watching = whileIn?.Invoke() ?? Task.CompletedTask;
        await Task.Delay(options.Duration, TimeProvider.System, cancellationToken);
        await watching;
        return 0;
    }

    private async Task<double> TalkAsync(Func<Task>? whileIn, CancellationToken cancellationToken)
    {
        LoadClient[] present = [.. clients.Where(client => client.IsIn)];
        if (present.Length == 0) return 0;
        window.Open(options.Warmup, options.Duration);
        var pacing = options.Rate is { } rate ? new Pacer(present, window, rate).RunAsync() : Task.CompletedTask;
        if (options.Rate is null)
        {
            foreach (var client in present) client.SendNumbered(Stopwatch.GetTimestamp());
        }

        await Task.Delay(options.Warmup, TimeProvider.System, cancellationToken);
        var watching = whileIn?.Invoke() ?? Task.CompletedTask;
        var (usedBefore, begin) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await Task.Delay(options.Duration, TimeProvider.System, cancellationToken);
        var cores = (Environment.CpuUsage.TotalTime - usedBefore) / Stopwatch.GetElapsedTime(begin);
        window.Close();
        await pacing;
        await watching;
        await DrainAsync(cancellationToken);
        return cores;
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        while (clients.Any(client => client.IsIn && client.Partner >= 0 && client.Check.Received < clients[client.Partner].Sent)
            && Stopwatch.GetElapsedTime(begin) < options.Drain)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellationToken);
        }
    }

    private LoadReport Report(TimeSpan enterTime, double cores)
    {
        var heard = clients.Where(client => client.Partner >= 0).Select(client => client.Partner).ToHashSet();
        return new LoadReport
        {
            Scenario = options.Scenario,
            Protocol = options.Protocol,
            Connections = options.Connections,
            Entered = clients.Count(client => client.HasEntered),
            StillIn = clients.Count(client => client.IsIn),
            EnterSeconds = enterTime.TotalSeconds,
            Rate = options.Rate,
            Seconds = options.Duration.TotalSeconds,
            Sent = clients.Sum(client => client.Sent),
            Received = clients.Sum(client => client.Check.Received),
            PerSecond = clients.Sum(client => client.InWindow) / options.Duration.TotalSeconds,
            Latency = Percentiles.Of(window.Latency),
            Pairing = Pairing(),
            // Who was never heard by anybody lost all that they sent.
            Lost = clients.Where(client => client.Partner >= 0).Sum(client => client.Check.Lost(clients[client.Partner].Sent))
                + clients.Where((_, number) => !heard.Contains(number)).Sum(client => client.Sent),
            Doubled = clients.Sum(client => client.Check.Doubled),
            Reordered = clients.Sum(client => client.Check.Reordered),
            Others = clients.Sum(client => client.Others),
            Acknowledged = clients.Sum(client => client.Acknowledged),
            ClientCores = cores,
            Failures = failures.Counts,
        };
    }

    private Percentiles? Pairing()
    {
        // Without words to say, a person is ready when connected, and may be in before that is known here.
        if (options.Scenario != Scenario.Pair || options.Opening.Count == 0) return null;
        var times = new Histogram();
        foreach (var (client, number) in clients.Select((client, number) => (client, number)))
        {
            if (client.Partner <= number || !client.HasEntered) continue;
            var partner = clients[client.Partner];
            times.Record(Window.Nanoseconds(Math.Max(client.EnteredAt, partner.EnteredAt) - Math.Max(client.LastWordAt, partner.LastWordAt)));
        }

        return Percentiles.Of(times);
    }
}
