using System.Diagnostics;
using ScriptChat.Tools.Load.Running;

namespace ScriptChat.Tools.Load.Comparing;

/// <summary>Measures two services in turn, A B A B, each time in a fresh process, with the same client.</summary>
/// <param name="options">What is compared.</param>
/// <param name="say">Takes lines for people who watch.</param>
internal sealed class CompareRun(CompareOptions options, Action<string> say)
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);

    /// <summary>Runs.</summary>
    /// <param name="cancellationToken">Ends it early; the services are stopped.</param>
    /// <exception cref="ServerFailedException">A service ended or lets nobody in.</exception>
    public async Task<CompareReport> RunAsync(CancellationToken cancellationToken)
    {
        var rows = new List<CompareRow>();
        foreach (var connections in options.Connections)
        {
            var (bare, service) = (new List<Side>(), new List<Side>());
            for (var round = 1; round <= options.Rounds; round++)
            {
                say($"{connections} connections, round {round} of {options.Rounds}");
                bare.Add(await MeasureAsync(options.Bare, options.BareLoad with { Connections = connections }, cancellationToken));
                service.Add(await MeasureAsync(options.Service, options.Load with { Connections = connections }, cancellationToken));
            }

            rows.Add(new CompareRow(connections, Side.Of(bare), Side.Of(service)));
        }

        return new CompareReport(options.Load.Scenario, options.Rounds, Environment.ProcessorCount, options.Bare, options.Service, rows);
    }

    private async Task<Side> MeasureAsync(string command, LoadOptions load, CancellationToken cancellationToken)
    {
        await using var server = await ServerProcess.StartAsync(command, options.Server, load, cancellationToken);
        var here = load with { Url = server.Url };
        var side = load.Scenario == Scenario.Idle
            ? await MeasureIdleAsync(server, here, cancellationToken)
            : await MeasureTalkAsync(server, here, cancellationToken);
        foreach (var (what, count) in side.Failures) say($"  failed: {count} x {what} ({command})");
        return side;
    }

    private async Task<Side> MeasureTalkAsync(ServerProcess server, LoadOptions load, CancellationToken cancellationToken)
    {
        var closed = await LoadRun.RunAsync(load, _ => { }, whileIn: null, cancellationToken);
        say($"  {closed.PerSecond,8:0}/s  {closed.Latency}");
        if (closed.PerSecond < 2) return Talk(closed, null, server.Figures);
        var open = await LoadRun.RunAsync(load with { Rate = closed.PerSecond / 2 }, _ => { }, whileIn: null, cancellationToken);
        say($"  at half    {open.Latency}");
        return Talk(closed, open, server.Figures);
    }

    private static Side Talk(LoadReport closed, LoadReport? open, ProcessFigures figures)
    {
        IEnumerable<LoadReport> reports = open is null ? [closed] : [closed, open];
        return new Side
        {
            PerSecond = closed.PerSecond,
            ClosedP50 = closed.Latency?.P50,
            ClosedP99 = closed.Latency?.P99,
            HalfRate = open?.Rate,
            HalfP50 = open?.Latency?.P50,
            HalfP99 = open?.Latency?.P99,
            PairingP99 = closed.Pairing?.P99,
            PeakMegabytes = Megabytes(figures.PeakResident),
            Threads = figures.Threads,
            OutOfOrder = reports.Sum(report => report.Lost + report.Doubled + report.Reordered),
            Failures = reports.SelectMany(report => report.Failures).GroupBy(pair => pair.Key, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value), StringComparer.Ordinal),
        };
    }

    private async Task<Side> MeasureIdleAsync(ServerProcess server, LoadOptions load, CancellationToken cancellationToken)
    {
        await Task.Delay(Settle, TimeProvider.System, cancellationToken);
        var before = server.Figures.Resident;
        var (during, cores) = (server.Figures, 0.0);
        var report = await LoadRun.RunAsync(load with { Duration = load.Duration + Settle + Settle }, _ => { }, WatchAsync, cancellationToken);
        var perConnection = (during.Resident - before) / 1024.0 / Math.Max(1, report.Entered);
        say($"  {Megabytes(during.Resident),6:0} MB, {perConnection:0.0} KB a connection, {cores:0.000} cores, {during.Threads} threads");
        return new Side
        {
            IdleMegabytes = Megabytes(during.Resident),
            KilobytesPerConnection = perConnection,
            PeakMegabytes = Megabytes(during.PeakResident),
            IdleCores = cores,
            Threads = during.Threads,
            Failures = report.Failures,
        };

        async Task WatchAsync()
        {
            await Task.Delay(Settle, TimeProvider.System, cancellationToken);
            var (first, begin) = (server.Figures, Stopwatch.GetTimestamp());
            await Task.Delay(load.Duration, TimeProvider.System, cancellationToken);
            during = server.Figures;
            cores = (during.Processor - first.Processor) / Stopwatch.GetElapsedTime(begin);
        }
    }

    private static double Megabytes(long bytes) => bytes / 1024.0 / 1024.0;
}
