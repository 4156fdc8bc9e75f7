using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using ScriptChat.Tools.Load.Comparing;
using ScriptChat.Tools.Load.Killing;
using ScriptChat.Tools.Load.Running;

namespace ScriptChat.Tools.Load.CommandLine;

/// <summary><c>kill</c>: a service dies again and again, and nobody who talks loses anything.</summary>
internal static class KillCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        var server = new Option<string>("--server") { Description = "The service's command; {port} stands for the port and {data} for a folder that outlives it.", Required = true };
        var path = new Option<string>("--path") { Description = "The path of the WebSocket.", DefaultValueFactory = _ => "/websocket" };
        var times = new Option<int>("--times") { Description = "How often it is killed.", DefaultValueFactory = _ => 20 };
        var early = new Option<int>("--early-every") { Description = "Every so many kills it is killed once more while it is coming back; 0 for never.", DefaultValueFactory = _ => 5 };
        var connections = new Option<int>("--connections", "-c") { Description = "How many connections talk.", DefaultValueFactory = _ => 200 };
        var scenario = new Option<Scenario>("--scenario") { Description = "echo or pair." };
        var opening = new Option<string>("--opening") { Description = "What each says after its hello to get into the world: \"TEXT;TEXT\"." };
        var ready = new Option<string>("--ready") { Description = "A regular expression for the message that says \"you are in\".", DefaultValueFactory = _ => "^ready$" };
        var pause = LoadSettings.Time("--pause", "How long each waits before its next word, on average.", TimeSpan.FromMilliseconds(500));
        var between = LoadSettings.Time("--between", "How long it runs at most, once all are back, before it is killed.", TimeSpan.FromSeconds(2));
        var within = LoadSettings.Time("--within", "From the process's start until each has had an answer to a new word.", TimeSpan.FromSeconds(5));
        var json = new Option<string?>("--json") { Description = "Write the figures as JSON to a file, or - for the standard output." };
        scenario.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<Scenario>() == Scenario.Idle) result.AddError("--scenario takes echo or pair: somebody who says nothing loses nothing.");
        });

        var command = new Command("kill", "Kills a service (SIGKILL) while conversations go on, starts it again, and checks that nothing was lost, doubled or reordered.")
        {
            server, path, times, early, connections, scenario, opening, ready, pause, between, within, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new KillOptions
            {
                Server = parsed.GetRequiredValue(server),
                Path = parsed.GetRequiredValue(path),
                Times = parsed.GetValue(times),
                EarlyEvery = parsed.GetValue(early),
                Between = parsed.GetValue(between),
                Within = parsed.GetValue(within),
                Talk = new SteadyOptions
                {
                    Url = new Uri("ws://127.0.0.1/"),
                    Scenario = parsed.GetValue(scenario),
                    Connections = parsed.GetValue(connections),
                    Opening = parsed.GetValue(opening)?.Split(';') ?? [],
                    Ready = new Regex(parsed.GetRequiredValue(ready), RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)),
                    Pause = parsed.GetValue(pause),
                },
            };
            try
            {
                var report = await KillRun.RunAsync(options, ReportWriter.Progress, cancellationToken);
                Write(report);
                await ReportWriter.WriteJsonAsync(report, parsed.GetValue(json), cancellationToken);
                return report.IsClean ? 0 : 1;
            }
            catch (ServerFailedException failed)
            {
                await Console.Error.WriteLineAsync($"load: {failed.Message}");
                return 1;
            }
        });
        return command;
    }

    private static void Write(KillReport report)
    {
        ReportWriter.Progress(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {report.Kills} kills, {report.Connections} connections: {report.Sent} sent, {report.Acknowledged} acknowledged; lost {report.Lost}, doubled {report.Doubled}, reordered {report.Reordered}; {report.Resumed} times back in a seat
              from the process's start until all had an answer to a new word: worst {report.Back.Max():0.00} s, median {report.Back.Order().ElementAt(report.Back.Count / 2):0.00} s (wanted: {report.Within:0.##} s); half of them: median {report.HalfBack.Order().ElementAt(report.HalfBack.Count / 2):0.00} s
              journal at the end {report.JournalMegabytes:0.0} MB; load average before {report.LoadAverage[0]}, after {report.LoadAverage[1]}
            """));
        foreach (var (what, count) in report.Failures) ReportWriter.Progress($"  failed: {count} x {what}");
    }
}
