using System.CommandLine;
using ScriptChat.Host.Output;
using ScriptChat.Services.Terminal;
using ScriptChat.Services.Terminal.Client;
using Spectre.Console;

namespace ScriptChat.Host.Commands;

/// <summary><c>runtime connect URL</c>: the terminal client for a running service.</summary>
internal static class ConnectCommand
{
    public static Command Build(TextWriter output, TextWriter error)
    {
        var url = new Argument<string>("url") { Description = "The service: http://HOST:PORT/ or ws://HOST:PORT/websocket." };
        var command = new Command("connect", "Chats in this terminal with a running service.") { url };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(url)!, new Terminal(output, error), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string url, Terminal terminal, CancellationToken cancellationToken)
    {
        using var stop = new Interruption(terminal, cancellationToken);
        var result = await new TerminalClient(new TerminalClientSettings()).RunAsync(url, stop.Token);
        if (result.Error is { } error) terminal.Error($"[red]{Markup.Escape(error.ToString())}[/]");
        return result.End switch
        {
            TerminalEnd.Failed => ExitCodes.Failed,
            TerminalEnd.Left when stop.ByKeyboard => ExitCodes.Interrupted,
            _ => ExitCodes.Well,
        };
    }
}
