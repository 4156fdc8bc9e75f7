using System.CommandLine;

namespace ScriptChat.Host.Commands;

/// <summary><c>runtime connect URL</c>: the terminal client for a running service.</summary>
internal static class ConnectCommand
{
    public static Command Build(TextWriter output, TextWriter error)
    {
        var url = new Argument<string>("url") { Description = "The service: http://HOST:PORT/ or ws://HOST:PORT/websocket." };
        var command = new Command("connect", "Chats in this terminal with a running service.") { url };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(url)!, output, error, cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(string url, TextWriter output, TextWriter error, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
