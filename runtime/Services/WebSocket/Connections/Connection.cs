using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Services.WebSocket.Frames;
using ScriptChat.Services.WebSocket.Limits;
using ScriptChat.Services.WebSocket.Protocols;
using ScriptChat.Uploads.Limits;
using ScriptChat.Worlds;
using Socket = System.Net.WebSockets.WebSocket;

namespace ScriptChat.Services.WebSocket.Connections;

/// <summary>One client: reads its frames one after the other and brings each to the gateway before it reads the next.</summary>
internal sealed class Connection : IConnection
{
    private readonly Surroundings around;
    private readonly WebSocketLimits limits;
    private readonly HttpContext http;
    private readonly Incoming incoming;
    private readonly Outgoing outgoing;
    private readonly Protocol protocol;
    private readonly Lock ending = new();
    private TokenBucket bucket;
    private bool ended;
    private int strikes;
    private long lastFrame;
    private long closingSince;
    private volatile PersonTurns.Turn? seat;
    private DiagnosticCode? lastLogged;

    public Connection(Surroundings around, HttpContext http, Socket socket, Func<IConnection, Protocol> protocol)
    {
        this.around = around;
        this.http = http;
        limits = around.Settings.Limits;
        incoming = new Incoming(socket, limits.FrameBytes) { Arrived = Arrived, TooLarge = Overflow, Taken = Take };
        outgoing = new Outgoing(socket, limits);
        bucket = new TokenBucket(limits.MessagesPerSecond, limits.Burst, around.Settings.Time);
        lastFrame = around.Settings.Time.GetTimestamp();
        this.protocol = protocol(this);
    }

    public long Id { get; } = ConnectionIds.Next();

    public string Service => around.Service;

    /// <summary>Lives as long as the client does.</summary>
    public async Task RunAsync()
    {
        try
        {
            protocol.Open();
            await incoming.ReadAsync();
            outgoing.Close(CloseCodes.Normal, "", drop: true);
        }
        catch (WebSocketException error)
        {
            if (IsBroken(error)) await LetReadAsync();
        }
        catch (OperationCanceledException)
        {
            // Cut off, from here or by the server's end.
        }
        catch (Exception error)
        {
            Say(ServiceCodes.ConnectionFailed, error);
            Close(CloseCodes.Failed, ServiceCodes.ConnectionFailed.Id);
        }

        Depart();
        outgoing.Close(CloseCodes.Normal, "", drop: true);
        await outgoing.WhenIdle();
        lock (ending) ended = true;
    }

    /// <summary>Brings something to the client. Never blocks, never throws.</summary>
    public void Deliver(Delivery delivery)
    {
        if (delivery is Closing closing)
        {
            var (code, reason) = closing.Reason switch
            {
                CloseReason.Replaced => (CloseCodes.Replaced, "another connection took the seat"),
                CloseReason.ShuttingDown => (CloseCodes.ShuttingDown, "shutting down"),
                _ => (CloseCodes.Normal, "the conversation is over"),
            };
            Close(code, reason);
            return;
        }

        if (!outgoing.IsOpen) return;
        if (delivery is Welcomed && seat is { } welcomed) around.Settings.Uploads?.Enter(welcomed.Person, Id);
        var writer = FrameWriter.Begin();
        try
        {
            if (!protocol.Write(writer.Json, delivery))
            {
                writer.Drop();
                return;
            }
        }
        catch (Exception error)
        {
            // A message that can't be written would leave a gap: the client comes back and asks again.
            writer.Drop();
            Say(ServiceCodes.ConnectionFailed, error);
            Close(CloseCodes.Failed, ServiceCodes.ConnectionFailed.Id);
            return;
        }

        Offer(writer.End());
    }

    /// <summary>Closes once what waits is out.</summary>
    public void Close(int code, string reason, bool drop = false)
    {
        // Set before, so that who looks at an open close always finds when it began.
        Interlocked.CompareExchange(ref closingSince, around.Settings.Time.GetTimestamp(), 0);
        outgoing.Close(code, reason, drop);
    }

    /// <summary>Ends the connection without a word.</summary>
    public void Abort()
    {
        // The request's context must not be touched once the request is over.
        lock (ending)
        {
            if (!ended) http.Abort();
        }
    }

    /// <summary>Closes a client that was silent too long, and cuts off one that does not answer a close.</summary>
    public void Check(long now)
    {
        var time = around.Settings.Time;
        var since = Interlocked.Read(ref closingSince);
        var silence = time.GetElapsedTime(Interlocked.Read(ref lastFrame), now);
        if (since != 0)
        {
            if (time.GetElapsedTime(since, now) >= limits.CloseWithin) Abort();
        }
        else if (!protocol.Introduced && silence >= limits.HelloWithin)
        {
            Say(ServiceCodes.NoHello);
            Close(CloseCodes.NoHello, ServiceCodes.NoHello.Id);
        }
        else if (silence >= limits.IdleAfter)
        {
            Say(ServiceCodes.Idle);
            Close(CloseCodes.Idle, ServiceCodes.Idle.Id);
        }
    }

    void IConnection.Seat(PersonId person, Connected arrival)
    {
        seat = around.Turns.Take(person);
        Bring(arrival);
    }

    void IConnection.Unseat() => Unseat();

    void IConnection.Bring(Arrival arrival) => Bring(arrival);

    Payload? IConnection.Take(Payload? payload, string? clientId)
    {
        if (payload is null || around.Settings.Uploads is not { } uploads || seat is not { } turn) return payload;
        try
        {
            return uploads.Take(turn.Person, payload);
        }
        catch (UploadException refusal)
        {
            throw new FrameException(refusal.Code, refusal.Message, clientId);
        }
    }

    Payload IConnection.Refer(Payload payload) => around.Settings.Uploads is { } uploads && seat is { } turn ? uploads.Refer(turn.Person, payload) : payload;

    Payload IConnection.Inline(Payload payload) => around.Settings.Uploads?.Inline(payload) ?? payload;

    void IConnection.Spend(double cost, string? clientId)
    {
        if (!bucket.Take(cost, lastFrame)) throw new FrameException(ServiceCodes.TooFast, "frames come too fast", clientId);
        strikes = 0;
    }

    private void Arrived() => Interlocked.Exchange(ref lastFrame, around.Settings.Time.GetTimestamp());

    private void Take(ReadOnlySpan<byte> frame, WebSocketMessageType type)
    {
        // After our close the client's frames are read only to find its answer.
        if (!outgoing.IsOpen) return;
        try
        {
            if (type == WebSocketMessageType.Binary) throw new FrameException(ServiceCodes.BinaryFrame, "a binary frame is not understood");
            protocol.Take(frame);
        }
        catch (FrameException refusal)
        {
            Refuse(refusal);
        }
        catch (JsonException)
        {
            Refuse(new FrameException(ServiceCodes.NotJson, "the frame is not JSON"));
        }
    }

    private void Refuse(FrameException refusal)
    {
        Say(refusal.Code);
        SendError(refusal.Code, refusal.Text, refusal.ClientId);

        // What is refused for another reason counts against the rate too, or garbage would be free.
        var fast = refusal.Code == ServiceCodes.TooFast || !bucket.Take(1, lastFrame);
        if (fast && ++strikes >= limits.Strikes) Close(CloseCodes.Policy, ServiceCodes.TooFast.Id);
    }

    private void Overflow()
    {
        if (!outgoing.IsOpen) return;
        Say(ServiceCodes.FrameTooLarge);
        SendError(ServiceCodes.FrameTooLarge, $"a frame is larger than {limits.FrameBytes} bytes", null);
        Close(CloseCodes.TooLarge, ServiceCodes.FrameTooLarge.Id);
    }

    private void SendError(DiagnosticCode code, string text, string? clientId)
    {
        var writer = FrameWriter.Begin();
        protocol.WriteError(writer.Json, code, text, clientId);
        Offer(writer.End());
    }

    private void Offer(Frame frame)
    {
        if (outgoing.Offer(frame)) return;
        Say(ServiceCodes.SlowReader);
        Close(CloseCodes.SlowReader, ServiceCodes.SlowReader.Id, drop: true);
    }

    private void Bring(Arrival arrival)
    {
        if (seat is not { } turn) return;
        lock (turn.Gate) around.Gateway.Receive(turn.Person, arrival);
    }

    private void Unseat()
    {
        around.Settings.Uploads?.Leave(Id);
        if (seat is not { } turn) return;
        seat = null;
        around.Turns.Return(turn);
    }

    private void Depart()
    {
        try
        {
            Bring(new Disconnected(Id));
        }
        catch (Exception error)
        {
            Say(ServiceCodes.ConnectionFailed, error);
        }

        Unseat();
    }

    /// <summary>Whether the client broke the protocol; says so, as the socket has said to the client.</summary>
    private bool IsBroken(WebSocketException error)
    {
        // Most connections end without a close, and that is no news.
        if (error.WebSocketErrorCode != WebSocketError.Faulted || error.InnerException is not null || http.RequestAborted.IsCancellationRequested) return false;

        // The socket words every fault but text that is not UTF-8.
        var plain = error.Message == new WebSocketException(WebSocketError.Faulted).Message;
        Say(plain ? ServiceCodes.NotUtf8 : ServiceCodes.BrokenFrame);
        return true;
    }

    /// <summary>Leaves the client time to read why it was closed: an end of the request now could overtake it.</summary>
    private async Task LetReadAsync()
    {
        Depart();
        Close(CloseCodes.Normal, "", drop: true);
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = http.RequestAborted.Register(() => gone.TrySetResult());
        await gone.Task;
    }

    /// <summary>Logs, each thing once in a row: a client that goes on and on must not fill the log.</summary>
    private void Say(DiagnosticCode code, Exception? error = null)
    {
        if (lastLogged == code) return;
        lastLogged = code;
        var subject = seat is { } turn ? $"connection {Id} of {turn.Person}" : $"connection {Id} of {around.Service}";
        around.Settings.Log.Write(code.Severity, code, code.Title, subject, error);
    }
}
