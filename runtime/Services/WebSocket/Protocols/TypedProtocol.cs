using System.Text.Json;
using System.Text.Json.Nodes;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Services.WebSocket.Frames;
using ScriptChat.Worlds;

namespace ScriptChat.Services.WebSocket.Protocols;

/// <summary><c>scriptchat.v1</c>: typed frames, sessions that outlive connections, numbered messages.</summary>
internal sealed class TypedProtocol(IConnection connection, Func<string, string?>? markup = null) : Protocol
{
    /// <summary>The subprotocol's name.</summary>
    public const string Name = "scriptchat.v1";

    private const int ClientIdLetters = 128;
    private const double Small = 0.25;
    private const int FeedbackBytes = 8 * 1024;

    // Written by the receive loop and, when a hello is answered, by whoever delivers; each hello is answered once.
    private volatile Phase phase = Phase.Silent;
    private string token = "";

    private enum Phase
    {
        Silent,
        Asking,
        Welcome,
    }

    public override bool Introduced => phase != Phase.Silent;

    public override void Open()
    {
    }

    public override void Take(ReadOnlySpan<byte> frame)
    {
        var type = TypeOf(frame);
        if (type is not FrameType.Hello && phase == Phase.Silent) throw new FrameException(ServiceCodes.HelloFirst, "nobody has said hello on this connection");
        switch (type)
        {
            case FrameType.Hello:
                TakeHello(frame);
                break;
            case FrameType.Message:
                TakeMessage(frame);
                break;
            case FrameType.Ack:
                connection.Bring(new Received(connection.Id, TakeSeq(frame)));
                break;
            case FrameType.Read:
                connection.Bring(new Read(connection.Id, TakeSeq(frame)));
                break;
            case FrameType.Typing:
                TakeTyping(frame);
                break;
            case FrameType.Stop:
                JsonFields.Close(frame);
                connection.Spend(1);
                connection.Bring(new Leaves(connection.Id));
                break;
            case FrameType.Feedback:
                TakeFeedback(frame);
                break;
            default:
                JsonFields.Close(frame);
                throw new FrameException(ServiceCodes.UnknownType, "the frame's 'type' is not known");
        }
    }

    public override bool Write(Utf8JsonWriter json, Delivery delivery)
    {
        if (delivery is Welcomed) phase = Phase.Welcome;
        if (delivery is Refused { Code: var code } && code == ServiceCodes.UnknownSession && phase == Phase.Asking)
        {
            connection.Unseat();
            phase = Phase.Silent;
        }

        return TypedFrames.Write(json, delivery, token, connection.Refer, markup);
    }

    public override void WriteError(Utf8JsonWriter json, DiagnosticCode code, string text, string? clientId) =>
        TypedFrames.WriteError(json, code, text, clientId);

    private void TakeHello(ReadOnlySpan<byte> frame)
    {
        string? session = null;
        long? seq = null;
        var reader = JsonFields.Open(frame);
        while (JsonFields.Next(ref reader))
        {
            if (reader.ValueTextEquals("session"u8)) session = JsonFields.Text(ref reader, "session");
            else if (reader.ValueTextEquals("seq"u8)) seq = JsonFields.Number(ref reader, "seq");
            else reader.Skip();
        }

        connection.Spend(1);
        if (phase != Phase.Silent) throw new FrameException(ServiceCodes.HelloTwice, "this connection has said hello before");
        if (session is not null && !SessionToken.IsWellFormed(session)) throw new FrameException(ServiceCodes.UnknownSession, "the session is unknown or has expired");
        var resume = session is not null;
        token = session ?? SessionToken.Create();
        phase = Phase.Asking;
        connection.Seat(
            SessionToken.PersonOf(connection.Service, token),
            new Connected(connection.Id, resume, resume ? seq : null, Keeps: true, Opens: true));
    }

    private void TakeMessage(ReadOnlySpan<byte> frame)
    {
        string? id = null, text = null, reported = null, sticker = null;
        Payload? payload = null;
        var reader = JsonFields.Open(frame);
        while (JsonFields.Next(ref reader))
        {
            if (reader.ValueTextEquals("id"u8)) id = JsonFields.Text(ref reader, "id");
            else if (reader.ValueTextEquals("text"u8)) text = JsonFields.Text(ref reader, "text");
            else if (reader.ValueTextEquals("payload"u8)) payload = JsonFields.Payload(ref reader);
            else if (reader.ValueTextEquals("report_sender"u8)) reported = JsonFields.Text(ref reader, "report_sender");
            else if (reader.ValueTextEquals("sticker_sender"u8)) sticker = JsonFields.Text(ref reader, "sticker_sender");
            else reader.Skip();
        }

        if (id is not { Length: > 0 and <= ClientIdLetters }) throw new FrameException(ServiceCodes.BadField, $"'id' is not a text of 1 to {ClientIdLetters} letters");
        if (text is null && payload is null) throw new FrameException(ServiceCodes.BadField, "the message has neither 'text' nor 'payload'", id);
        connection.Spend(1, id);
        var message = new Message { Text = text ?? "", Payload = connection.Take(payload, id), ReportSender = reported, StickerSender = sticker };
        connection.Bring(new Said(connection.Id, id, message));
    }

    private long TakeSeq(ReadOnlySpan<byte> frame)
    {
        long? seq = null;
        var reader = JsonFields.Open(frame);
        while (JsonFields.Next(ref reader))
        {
            if (reader.ValueTextEquals("seq"u8)) seq = JsonFields.Number(ref reader, "seq");
            else reader.Skip();
        }

        connection.Spend(Small);
        return seq ?? throw new FrameException(ServiceCodes.BadField, "'seq' is missing");
    }

    private void TakeTyping(ReadOnlySpan<byte> frame)
    {
        bool? on = null;
        var reader = JsonFields.Open(frame);
        while (JsonFields.Next(ref reader))
        {
            if (reader.ValueTextEquals("on"u8)) on = JsonFields.Flag(ref reader, "on");
            else reader.Skip();
        }

        connection.Spend(Small);
        connection.Bring(new Typed(connection.Id, on ?? throw new FrameException(ServiceCodes.BadField, "'on' is missing")));
    }

    private void TakeFeedback(ReadOnlySpan<byte> frame)
    {
        long? seq = null;
        var content = new JsonObject();
        var reader = JsonFields.Open(frame);
        while (JsonFields.Next(ref reader))
        {
            if (reader.ValueTextEquals("seq"u8)) seq = JsonFields.Number(ref reader, "seq");
            else if (reader.ValueTextEquals("type"u8)) reader.Skip();
            else JsonFields.ReadInto(content, ref reader);
        }

        connection.Spend(1);
        // It is kept with the message, for each one.
        if (frame.Length > FeedbackBytes) throw new FrameException(ServiceCodes.BadField, $"a feedback is larger than {FeedbackBytes} bytes");
        connection.Bring(new Judged(connection.Id, seq ?? throw new FrameException(ServiceCodes.BadField, "'seq' is missing"), content));
    }

    /// <summary>The frame's type; looks no further than it must, since clients put it first.</summary>
    private static FrameType TypeOf(ReadOnlySpan<byte> frame)
    {
        var reader = JsonFields.Open(frame);
        while (JsonFields.Next(ref reader))
        {
            if (reader.ValueTextEquals("type"u8)) return TypedFrames.TypeUnder(ref reader);
            reader.Skip();
        }

        throw new FrameException(ServiceCodes.BadField, "'type' is missing");
    }
}
