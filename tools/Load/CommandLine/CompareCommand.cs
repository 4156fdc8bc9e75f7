using System.CommandLine;
using System.Globalization;
using ScriptChat.Tools.Load.Comparing;

namespace ScriptChat.Tools.Load.CommandLine;

/// <summary><c>compare</c>: two services in turn, and their ratios.</summary>
internal static class CompareCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        var settings = new LoadSettings();
        var bare = new Option<string>("--bare") { Description = "The command of the bare side; {port} stands for the port.", Required = true };
        var service = new Option<string>("--service") { Description = "The command of the service; {port} stands for the port.", Required = true };
        var path = new Option<string>("--path") { Description = "The path of the WebSocket.", DefaultValueFactory = _ => "/websocket" };
        var connections = new Option<string>("--connections", "-c") { Description = "How many connections: 1,100,1000.", DefaultValueFactory = _ => "1,100,1000" };
        var rounds = new Option<int>("--rounds") { Description = "How often each side is measured, in turn.", DefaultValueFactory = _ => 3 };
        var environment = new Option<string[]>("--server-env") { Description = "NAME=VALUE for the processes of both sides; repeatable." };
        connections.Validators.Add(result =>
        {
            if (!ReadCounts(result.GetValueOrDefault<string>()).All(count => count > 0)) result.AddError("--connections takes numbers above 0, such as 1,100,1000.");
        });
        environment.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1)) result.AddError("--server-env takes NAME=VALUE.");
        });

        var command = new Command("compare", "Measures two services in turn, each time in a fresh process, and prints ratios.") { bare, service, path, connections, rounds, environment };
        settings.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var variables = (parsed.GetValue(environment) ?? []).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
            var options = new Comparing.CompareOptions
            {
                Bare = parsed.GetRequiredValue(bare),
                Service = parsed.GetRequiredValue(service),
                Server = new ServerSettings(parsed.GetRequiredValue(path), variables),
                Connections = ReadCounts(parsed.GetRequiredValue(connections)),
                Rounds = parsed.GetValue(rounds),
                Load = settings.Read(parsed),
            };
            try
            {
                var report = await new CompareRun(options, ReportWriter.Progress).RunAsync(cancellationToken);
                CompareTable.Write(report, Console.Error);
                await ReportWriter.WriteJsonAsync(report, parsed.GetValue(settings.Json), cancellationToken);
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

    private static IReadOnlyList<int> ReadCounts(string? text) =>
        [.. (text ?? "").Split(',').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0)];
}
