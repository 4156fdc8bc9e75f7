using System.Diagnostics;
using ScriptChat.Journal.Sqlite;

namespace ScriptChat.Journal.Tests.Sqlite;

/// <summary>Figures, by hand: <c>dotnet test -c Release tests/Journal --filter JournalBenchmark --logger "console;verbosity=detailed"</c>.</summary>
[TestFixture]
[Explicit("Prints figures; takes a minute.")]
internal sealed class JournalBenchmark
{
    private static readonly byte[] Record = new byte[250];
    private readonly Folder folder = new();

    [TearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public async Task Appends([Values(1, 100, 1000)] int callers)
    {
        var raw = RawSyncs();
        await using var journal = await OpenAsync();
        await RunAsync(journal, callers, TimeSpan.FromSeconds(1));
        var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var latencies = await RunAsync(journal, callers, TimeSpan.FromSeconds(4));
        process.Refresh();
        var used = process.TotalProcessorTime - cpu;
        var rate = latencies.Count / watch.Elapsed.TotalSeconds;
        latencies.Sort();
        await TestContext.Progress.WriteLineAsync($"{callers} callers: {rate:N0} durable appends/s = {rate / raw:N1} times the {raw:N0} raw syncs/s; {used.TotalMicroseconds / latencies.Count:N2} us CPU each; " +
            $"p50 {At(latencies, 0.5):N2}, p99 {At(latencies, 0.99):N2}, p99.9 {At(latencies, 0.999):N2}, max {latencies[^1]:N2} ms");
    }

    [Test]
    public async Task AppendsWithoutWaiting()
    {
        await using var journal = await OpenAsync();
        StreamId[] streams = [.. Enumerable.Range(0, 1000).Select(number => new StreamId('c', $"conversation-{number:D6}"))];
        foreach (var stream in streams) journal.Append(stream, Record, null);
        await journal.FlushAsync();
        const int Count = 400_000;
        var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var caller = TimeSpan.Zero;
        for (var number = 0; number < Count; number += 1000)
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var stream in streams) journal.Append(stream, Record, null);
            caller += Stopwatch.GetElapsedTime(start);
            await journal.FlushAsync();
        }

        process.Refresh();
        await TestContext.Progress.WriteLineAsync($"1,000 streams in batches of 1,000: {Count / watch.Elapsed.TotalSeconds:N0}/s; caller {caller.TotalMicroseconds / Count:N2} us; CPU {(process.TotalProcessorTime - cpu).TotalMicroseconds / Count:N2} us each");
    }

    [Test]
    public async Task Reads()
    {
        var journal = await OpenAsync();
        StreamId[] streams = [.. Enumerable.Range(0, 3000).Select(number => new StreamId('c', $"conversation-{number:D6}"))];
        for (var round = 0; round < 100; round++)
            foreach (var stream in streams) journal.Append(stream, Record, null);
        await journal.DisposeAsync();
        var watch = Stopwatch.StartNew();
        await using var again = await SqliteJournal.OpenAsync(folder.Last, new JournalOptions { TaskName = "bench" }, CancellationToken.None);
        var opened = watch.Elapsed;
        var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        watch.Restart();
        var records = 0;
        foreach (var stream in streams)
            await foreach (var record in again.ReadAsync(stream, CancellationToken.None)) records += record.Length > 0 ? 1 : 0;
        var read = watch.Elapsed;
        process.Refresh();
        await TestContext.Progress.WriteLineAsync($"opened in {opened.TotalMilliseconds:N0} ms; {records} records of 3,000 streams read in {read.TotalMilliseconds:N0} ms, {read.TotalMicroseconds / streams.Length:N0} us a stream, {(process.TotalProcessorTime - cpu).TotalMicroseconds / streams.Length:N0} us of CPU");
    }

    private static double At(List<double> sorted, double part) => sorted[(int)(sorted.Count * part)];

    private static async Task<List<double>> RunAsync(SqliteJournal journal, int callers, TimeSpan time)
    {
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var each = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var stream = new StreamId('c', $"conversation-{caller:D6}");
            List<double> latencies = [];
            while (Stopwatch.GetTimestamp() < until)
            {
                var start = Stopwatch.GetTimestamp();
                var waiter = new Waiter();
                journal.Append(stream, Record, waiter);
                await waiter.Task;
                latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            return latencies;
        })));
        return [.. each.SelectMany(latencies => latencies)];
    }

    private double RawSyncs()
    {
        Directory.CreateDirectory(folder.Fresh());
        using var file = new FileStream(Path.Combine(folder.Last, "raw"), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1);
        var page = new byte[4096];
        var watch = Stopwatch.StartNew();
        var count = 0;
        for (; watch.Elapsed < TimeSpan.FromSeconds(1); count++)
        {
            file.Position = count % 1000 * 4096L;
            file.Write(page);
            file.Flush(flushToDisk: true);
        }

        return count / watch.Elapsed.TotalSeconds;
    }

    private Task<SqliteJournal> OpenAsync() => SqliteJournal.OpenAsync(folder.Fresh(), new JournalOptions { TaskName = "bench" }, CancellationToken.None);
}
