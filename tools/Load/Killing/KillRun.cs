using System.Diagnostics;
using System.Security.Cryptography;
using ScriptChat.Tools.Load.Comparing;
using ScriptChat.Tools.Load.Running;

namespace ScriptChat.Tools.Load.Killing;

/// <summary>Keeps conversations talking while their service is killed and started, again and again.</summary>
internal sealed class KillRun
{
    // Beyond this nobody comes back any more; the run ends and says so.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly KillOptions options;
    private readonly Action<string> say;
    private readonly Failures failures = new();
    private readonly SteadyClient[] clients;
    private readonly KilledServer server;
    private readonly List<double> back = [];
    private readonly List<double> halfBack = [];
    private int kills;

    private KillRun(KillOptions options, KilledServer server, Action<string> say)
    {
        this.options = options;
        this.server = server;
        this.say = say;
        var run = RandomNumberGenerator.GetHexString(8, lowercase: true);
        var talk = options.Talk with { Url = server.Url };
        clients = [.. Enumerable.Range(0, talk.Connections).Select(number => new SteadyClient(number, talk, run, failures))];
    }

    /// <summary>Runs.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="say">Takes lines for people who watch.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="ServerFailedException">It ended by itself, or lets nobody in.</exception>
    public static async Task<KillReport> RunAsync(KillOptions options, Action<string> say, CancellationToken cancellationToken)
    {
        await using var killed = new KilledServer(options.Server, options.Path);
        var run = new KillRun(options, killed, say);
        List<Task> talking = [];
        try
        {
            killed.Start();
            // Who comes while the task compiles is asked to wait, and their words are not kept.
            await killed.ReadyAsync(options.Talk.EnterWithin, cancellationToken);
            talking.AddRange(run.clients.Select(client => client.RunAsync()));
            var report = await run.RunAsync(cancellationToken);
            await killed.KillAsync();
            if (report.IsClean) Directory.Delete(killed.Data, recursive: true);
            else say($"the journal is kept in {killed.Data}");
            return report;
        }
        finally
        {
            foreach (var client in run.clients) client.Leave();
            await Task.WhenAll(talking);
            foreach (var client in run.clients) client.Dispose();
        }
    }

    private async Task<KillReport> RunAsync(CancellationToken cancellationToken)
    {
        var before = LoadAverage();
        await AllAsync(clients.Select(client => client.Entered), options.Talk.EnterWithin, "did not get in", cancellationToken);
        say($"in: {clients.Length}");
        for (var time = 1; time <= options.Times; time++)
        {
            await Task.Delay(options.Between * Random.Shared.NextDouble(), TimeProvider.System, cancellationToken);
            await KillAsync();
            if (options.EarlyEvery > 0 && time % options.EarlyEvery == 0)
            {
                server.Start();
                await Task.Delay(TimeSpan.FromSeconds(3 * Random.Shared.NextDouble()), TimeProvider.System, cancellationToken);
                await KillAsync();
            }

            await ComeBackAsync(time, cancellationToken);
        }

        await AllAsync(clients.Select(client => client.FinishAsync()), options.Talk.Drain, "had a word that was not acknowledged", cancellationToken);
        await DrainAsync(cancellationToken);
        foreach (var line in server.Errors) failures.Add($"the service said: {line}");
        return Report([before, LoadAverage()]);
    }

    private async Task KillAsync()
    {
        if (server.HasEnded) throw new ServerFailedException($"The service ended by itself; its last words:\n  {server.LastWords}");
        await server.KillAsync();
        kills++;
    }

    private async Task ComeBackAsync(int time, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        // Words of before the start are no answer: each must have had one to a new word.
        var answers = clients.Select(client => client.AnsweredSince(begun)).ToList();
        var started = server.Start();
        await AllAsync(answers, Patience, "had no answer after a start", cancellationToken);
        if (server.HasEnded) throw new ServerFailedException($"The service ended by itself; its last words:\n  {server.LastWords}");
        List<double> times = [];
        foreach (var answer in answers.Where(answer => answer.IsCompletedSuccessfully)) times.Add(Stopwatch.GetElapsedTime(started, await answer).TotalSeconds);
        times.Sort();
        if (times.Count == 0) throw new ServerFailedException($"Nobody had an answer within {Patience.TotalSeconds:0} s of the start; its last words:\n  {server.LastWords}");
        back.Add(times.Count == clients.Length ? times[^1] : Patience.TotalSeconds);
        halfBack.Add(times[times.Count / 2]);
        say($"kill {time}: all back {back[^1]:0.00} s after the start (the first {times[0]:0.00}, half {halfBack[^1]:0.00}); journal {server.DataBytes / 1e6:0.0} MB");
    }

    private async Task AllAsync(IEnumerable<Task> tasks, TimeSpan limit, string missing, CancellationToken cancellationToken)
    {
        var all = tasks.ToList();
        try
        {
            await Task.WhenAll(all).WaitAsync(limit, TimeProvider.System, cancellationToken);
        }
        catch (TimeoutException)
        {
            foreach (var _ in all.Where(task => !task.IsCompleted)) failures.Add(missing);
        }
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        while (clients.Any(client => Missing(client) > 0) && Stopwatch.GetElapsedTime(begin) < options.Talk.Drain)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
    }

    private long Missing(SteadyClient client) => client.Partner < 0 ? 0 : client.Check.Lost(clients[client.Partner].Acknowledged);

    private KillReport Report(IReadOnlyList<string> load)
    {
        var heard = clients.Where(client => client.Partner >= 0).Select(client => client.Partner).ToHashSet();
        return new KillReport
        {
            Connections = clients.Length,
            Back = back,
            HalfBack = halfBack,
            Kills = kills,
            Within = options.Within.TotalSeconds,
            Sent = clients.Sum(client => client.Sent),
            Acknowledged = clients.Sum(client => client.Acknowledged),
            Lost = clients.Sum(Missing) + clients.Where((_, number) => !heard.Contains(number)).Sum(client => client.Acknowledged),
            Doubled = clients.Sum(client => client.Check.Doubled),
            Reordered = clients.Sum(client => client.Check.Reordered),
            Resumed = clients.Sum(client => client.Resumed),
            JournalMegabytes = server.DataBytes / 1e6,
            LoadAverage = load,
            Failures = failures.Counts,
        };
    }

    /// <summary>How busy the machine is.</summary>
    public static string LoadAverage() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "unknown";
}
