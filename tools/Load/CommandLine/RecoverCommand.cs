using System.CommandLine;
using ScriptChat.Tools.Load.Comparing;
using ScriptChat.Tools.Load.Killing;
using ScriptChat.Tools.Load.Running;

namespace ScriptChat.Tools.Load.CommandLine;

/// <summary><c>recover</c>: how long a service takes to bring back many long conversations.</summary>
internal static class RecoverCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        var settings = new LoadSettings();
        var server = new Option<string>("--server") { Description = "The service's command; {port} stands for the port and {data} for a folder that outlives it.", Required = true };
        var path = new Option<string>("--path") { Description = "The path of the WebSocket.", DefaultValueFactory = _ => "/websocket" };
        var connections = new Option<int>("--connections", "-c") { Description = "How many conversations.", DefaultValueFactory = _ => 1000 };
        var times = new Option<int>("--times") { Description = "How often it is killed and started.", DefaultValueFactory = _ => 3 };
        var within = LoadSettings.Time("--within", "From the process's start until /readyz says so.", TimeSpan.FromSeconds(5));
        var command = new Command("recover", "Lets many say --messages words each, kills the service, starts it, and measures until /readyz says that all conversations are back.")
        {
            server, path, connections, times, within,
        };
        settings.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var talk = settings.Read(parsed);
            talk = talk with { Connections = parsed.GetValue(connections), Messages = talk.Messages ?? 100, Protocol = Protocol.V1, Duration = TimeSpan.Zero, Drain = TimeSpan.Zero };
            await using var killed = new KilledServer(parsed.GetRequiredValue(server), parsed.GetRequiredValue(path));
            try
            {
                var seconds = await RecoverRun.RunAsync(killed, talk, parsed.GetValue(times), ReportWriter.Progress, cancellationToken);
                await ReportWriter.WriteJsonAsync(seconds, parsed.GetValue(settings.Json), cancellationToken);
                Directory.Delete(killed.Data, recursive: true);
                return seconds.All(one => one <= parsed.GetValue(within).TotalSeconds) ? 0 : 1;
            }
            catch (ServerFailedException failed)
            {
                await Console.Error.WriteLineAsync($"load: {failed.Message}");
                return 1;
            }
        });
        return command;
    }
}
