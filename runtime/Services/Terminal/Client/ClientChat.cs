using System.Net.WebSockets;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using ScriptChat.Diagnostics;
using ScriptChat.Services.Terminal.Screen;
using ScriptChat.Services.WebSocket.Limits;
using ScriptChat.Services.WebSocket.Protocols;
using static ScriptChat.Services.Terminal.Client.ClientEvent;

namespace ScriptChat.Services.Terminal.Client;

/// <summary>One conversation over as many sockets as it takes. All that happens (lines, frames, ends of sockets, new sockets, the
/// wish to leave) comes through one channel and is handled one after the other.</summary>
internal sealed class ClientChat(TerminalClientSettings settings, Dialing dialing, ChatScreen screen, Uri address)
{
    private readonly Channel<ClientEvent> events = Channel.CreateUnbounded<ClientEvent>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource over = new();
    private readonly Courier courier = new();
    private Wire? wire;
    private bool welcomed;
    private bool leaving;
    private bool finishing;
    private string? token;
    private long seen;
    private long struckAt = -1;
    private long struckFrom;
    private bool held;

    /// <summary>Chats until the end.</summary>
    public async Task<TerminalEnd> RunAsync(ClientWebSocket socket, ChannelReader<string> lines, CancellationToken leave)
    {
        await using var asked = leave.Register(() => events.Writer.TryWrite(new Leave()));
        var typed = RelayAsync(lines);
        await OpenAsync(socket);
        screen.Prompt();
        try
        {
            await foreach (var each in events.Reader.ReadAllAsync(CancellationToken.None))
            {
                if (await HandleAsync(each) is { } end) return end;
            }

            return TerminalEnd.Ended;
        }
        finally
        {
            await over.CancelAsync();
            wire?.Dispose();
            await typed;
            over.Dispose();
        }
    }

    private async Task<TerminalEnd?> HandleAsync(ClientEvent each)
    {
        switch (each)
        {
            case Line line:
                await SayAsync(line.Text);
                return null;
            case Arrived arrived when arrived.From == wire:
                await TakeAsync(arrived.Frame);
                return finishing && !leaving && welcomed && courier.IsEmpty ? await LeaveAsync() : null;
            case Broke broke when broke.From == wire:
                return Lost(broke.Code);
            case Back back:
                await OpenAsync(back.Socket);
                return null;
            case Again:
                courier.Release();
                await SendNextAsync();
                return null;
            case EndOfInput:
                return await FinishAsync();
            case Leave when !leaving:
                return await LeaveAsync();
            case LeaveOverdue:
                return TerminalEnd.Left;
            default:
                return null;
        }
    }

    private async Task SayAsync(string line)
    {
        if (line.Trim().Length > 0)
        {
            courier.Post(Guid.NewGuid().ToString("N"), screen.Resolve(line));
            if (welcomed) await SendNextAsync();
            else if (token is not null) screen.Note("Not connected; it is sent as soon as the connection is back.");
        }

        screen.Prompt();
    }

    private async Task TakeAsync(JsonObject frame)
    {
        switch (Wire.Text(frame, "type"))
        {
            case "welcome":
                token = Wire.Text(frame, "session");
                welcomed = true;
                courier.Begin();
                await SendNextAsync();
                break;
            case "message":
                var seq = Wire.Number(frame, "seq");
                if (seq <= seen) break;
                seen = seq;
                screen.Show(Wire.ToMessage(frame));
                await wire!.SendAsync(new JsonObject { ["type"] = "ack", ["seq"] = seq });
                await wire.SendAsync(new JsonObject { ["type"] = "read", ["seq"] = seq });
                break;
            case "ack":
                await SettleAsync(Wire.Text(frame, "id"));
                break;
            case "reload":
                Strike(Wire.Number(frame, "from"));
                break;
            case "said":
                screen.ShowOwn(Wire.Text(frame, "text"));
                break;
            case "typing":
                screen.Typing(Wire.Text(frame, "who"), Wire.Flag(frame, "on"));
                break;
            case "presence":
                screen.Presence(Wire.Text(frame, "who"), Wire.Text(frame, "state"));
                break;
            case "place":
                screen.Place(Wire.Text(frame, "where") is "line" ? Wire.Number(frame, "place") : 0);
                break;
            case "error":
                await RefusedAsync(frame);
                break;
            default:
                break;
        }
    }

    private async Task RefusedAsync(JsonObject frame)
    {
        var code = Wire.Text(frame, "code");
        if (code == ServiceCodes.UnknownSession.Id && !welcomed)
        {
            screen.Note("The earlier conversation could not be continued. This is a new one.");
            foreach (var text in courier.GiveUp()) screen.Note($"Not sent: {text}");
            token = null;
            seen = 0;
            struckAt = -1;
            await wire!.SendAsync(new JsonObject { ["type"] = "hello" });
            return;
        }

        var id = Wire.Text(frame, "id");
        if (RefusalWords.IsPassing(code) && courier.Hold(id))
        {
            if (!held) screen.Note("The service can't take messages just now. Yours is kept and sent by itself.");
            held = true;
            _ = WakeAsync(dialing.Pause(courier.Attempt + 1), new Again());
            return;
        }

        await SettleAsync(id);
        screen.Note(Refusals.InWords(code, Wire.Text(frame, "text")));
    }

    private TerminalEnd? Lost(int code)
    {
        wire!.Dispose();
        wire = null;
        welcomed = false;
        if (leaving) return TerminalEnd.Left;
        switch (code)
        {
            case CloseCodes.Normal:
                return TerminalEnd.Ended;
            case CloseCodes.Replaced:
                screen.Note("This conversation goes on elsewhere.");
                return TerminalEnd.Replaced;
            default:
                screen.Note(code == CloseCodes.ShuttingDown ? "The service stops. Waiting for it to come back…" : "The connection is lost. Trying again…");
                _ = ReturnAsync();
                return null;
        }
    }

    /// <summary>The input is over (a script's, perhaps, which was faster than the connection): leaves once all of it is said.</summary>
    private async Task<TerminalEnd?> FinishAsync()
    {
        finishing = true;
        if (welcomed && courier.IsEmpty) return await LeaveAsync();
        _ = WakeAsync(settings.LeaveWithin, new LeaveOverdue());
        return null;
    }

    private async Task<TerminalEnd?> LeaveAsync()
    {
        leaving = true;
        if (!welcomed) return TerminalEnd.Left;
        await wire!.SendAsync(new JsonObject { ["type"] = "stop" });
        _ = WakeAsync(settings.LeaveWithin, new LeaveOverdue());
        return null;
    }

    private async Task OpenAsync(ClientWebSocket socket)
    {
        if (seen > 0) screen.Note("Connected again.");
        var opened = new Wire(socket);
        wire = opened;
        var hello = new JsonObject { ["type"] = "hello" };
        if (token is not null)
        {
            hello["session"] = token;
            hello["seq"] = seen;
        }

        await opened.SendAsync(hello);
        _ = ReceiveAsync(opened);
    }

    private async Task SendNextAsync()
    {
        if (welcomed && courier.Next() is var (id, text)) await wire!.SendAsync(new JsonObject { ["type"] = "message", ["id"] = id, ["text"] = text });
    }

    private async Task SettleAsync(string id)
    {
        courier.Settle(id);
        await SendNextAsync();
        if (!held || !courier.IsEmpty) return;
        held = false;
        screen.Note("All that you wrote has been taken.");
    }

    /// <summary>Says once that the author changed the script, also when a new connection brings the news again.</summary>
    private void Strike(long from)
    {
        if (struckAt == seen && struckFrom == from) return;
        (struckAt, struckFrom) = (seen, from);
        screen.Strike();
    }

    private async Task ReceiveAsync(Wire from)
    {
        while (await from.ReceiveAsync() is { } frame) events.Writer.TryWrite(new Arrived(from, frame));
        events.Writer.TryWrite(new Broke(from, from.CloseCode));
    }

    private async Task ReturnAsync()
    {
        try
        {
            for (var attempt = 0; ; attempt++)
            {
                await Task.Delay(dialing.Pause(attempt), settings.Time, over.Token);
                if ((await dialing.DialAsync([address], over.Token)).Socket is not { } socket) continue;
                if (!events.Writer.TryWrite(new Back(socket))) socket.Dispose();
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // The chat ended while it was away.
        }
    }

    private async Task WakeAsync(TimeSpan after, ClientEvent with)
    {
        try
        {
            await Task.Delay(after, settings.Time, over.Token);
            events.Writer.TryWrite(with);
        }
        catch (OperationCanceledException)
        {
            // The chat ended first.
        }
    }

    private async Task RelayAsync(ChannelReader<string> lines)
    {
        try
        {
            await foreach (var line in lines.ReadAllAsync(over.Token)) events.Writer.TryWrite(new Line(line));
            events.Writer.TryWrite(new EndOfInput());
        }
        catch (OperationCanceledException)
        {
            // The chat ended; a line that is typed now has no reader.
        }
    }
}
