using System.CommandLine;
using System.CommandLine.Parsing;
using ScriptChat.Tools.Load.Running;

namespace ScriptChat.Tools.Load.CommandLine;

/// <summary>The command line: a run against a service, with <c>compare</c> beneath it.</summary>
internal static class LoadCommand
{
    /// <summary>Makes it.</summary>
    public static RootCommand Create()
    {
        var settings = new LoadSettings();
        var url = new Option<Uri>("--url")
        {
            Description = "The service. Only plain ws, and only loopback unless the host is an address.",
            DefaultValueFactory = _ => new Uri("ws://127.0.0.1:35496/websocket"),
            CustomParser = ReadUrl,
        };
        var connections = new Option<int>("--connections", "-c") { Description = "How many connections.", DefaultValueFactory = _ => 1 };
        var rate = new Option<double?>("--rate") { Description = "Messages a second over all connections (open loop). Without it, each connection sends the next when the answer is here." };
        var verify = new Option<bool>("--verify") { Description = "Exit with 1 unless each numbered message came once and in order." };
        var command = new RootCommand("A load client for chat over WebSockets.") { url, connections, rate, verify, CompareCommand.Create(), KillCommand.Create(), RecoverCommand.Create() };
        settings.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = settings.Read(parsed) with
            {
                Url = parsed.GetRequiredValue(url),
                Connections = parsed.GetValue(connections),
                Rate = parsed.GetValue(rate),
            };
            var report = await LoadRun.RunAsync(options, ReportWriter.Progress, whileIn: null, cancellationToken);
            await ReportWriter.WriteAsync(report, parsed.GetValue(settings.Json), cancellationToken);
            return report.Failures.Count > 0 || (parsed.GetValue(verify) && !report.InOrder) ? 1 : 0;
        });
        return command;
    }

    private static Uri? ReadUrl(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == "ws") return url;
        result.AddError($"'{text}' is not the address of a service; write ws://HOST:PORT/PATH.");
        return null;
    }
}
