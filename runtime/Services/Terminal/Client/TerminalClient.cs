using ScriptChat.Diagnostics;
using ScriptChat.Services.Terminal.Screen;

namespace ScriptChat.Services.Terminal.Client;

/// <summary>Chats with a running service from another terminal: <c>runtime connect URL</c>. Comes back by itself after a lost
/// connection, to the same seat, and loses nothing that was typed meanwhile.</summary>
public sealed class TerminalClient(TerminalClientSettings settings)
{
    /// <summary>Chats until the conversation ends.</summary>
    /// <param name="url">Where: <c>http(s)://</c> or <c>ws(s)://</c>, with or without a path, or just <c>HOST:PORT</c>.</param>
    /// <param name="leave">Ctrl-C: leaves politely, within a bounded time.</param>
    /// <returns>How it ended; never throws for what a service or the network does.</returns>
    public async Task<TerminalClientResult> RunAsync(string url, CancellationToken leave)
    {
        if (!ServiceAddress.TryParse(url, out var address))
        {
            return new TerminalClientResult(TerminalEnd.Failed, new Diagnostic(ServiceCodes.BadAddress,
                $"'{url}' is not an address of a service; {ServiceCodes.BadAddress.Advice}"));
        }

        var dialing = new Dialing(settings);
        try
        {
            var first = await dialing.DialAsync(address.Sockets, leave);
            if (first.Socket is null) return new TerminalClientResult(TerminalEnd.Failed, first.Error);
            var screen = new ChatScreen(settings.Console);
            if (settings.Console.Interactive) screen.Note($"Connected to {address.Stated.Authority}. Ctrl-C leaves.");
            var chat = new ClientChat(settings, dialing, screen, first.Address);
            var end = await chat.RunAsync(first.Socket, LineReader.Start(settings.Console.Input), leave);
            screen.Close();
            return new TerminalClientResult(end);
        }
        catch (OperationCanceledException) when (leave.IsCancellationRequested)
        {
            return new TerminalClientResult(TerminalEnd.Left);
        }
    }
}
