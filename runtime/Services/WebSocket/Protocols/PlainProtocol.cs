using System.Security.Cryptography;
using System.Text.Json;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Services.WebSocket.Frames;
using ScriptChat.Worlds;

namespace ScriptChat.Services.WebSocket.Protocols;

/// <summary>ParlAI's frames, for clients that offer no subprotocol: a new person for each connection, who leaves with it.</summary>
internal sealed class PlainProtocol(IConnection connection) : Protocol
{
    private const int AddressBytes = 12;

    public override bool Introduced => true;

    public override void Open()
    {
        var person = new PersonId(connection.Service, RandomNumberGenerator.GetHexString(AddressBytes * 2, lowercase: true));
        connection.Seat(person, new Connected(connection.Id, Resume: false, LastSeen: null, Keeps: false, Opens: false));
    }

    public override void Take(ReadOnlySpan<byte> frame)
    {
        connection.Spend(1);
        var text = "";
        Payload? payload = null;
        var reader = JsonFields.Open(frame);
        while (JsonFields.Next(ref reader))
        {
            if (reader.ValueTextEquals("text"u8)) text = JsonFields.Text(ref reader, "text") ?? "";
            else if (reader.ValueTextEquals("payload"u8)) payload = JsonFields.Payload(ref reader);
            else reader.Skip();
        }

        connection.Bring(new Said(connection.Id, null, new Message { Text = text, Payload = connection.Take(payload, null) }));
    }

    public override bool Write(Utf8JsonWriter json, Delivery delivery)
    {
        switch (delivery)
        {
            case Shown shown:
                WriteMessage(json, shown.Message);
                return true;
            case Refused refused:
                WriteError(json, refused.Code, RefusalWords.Plain(refused), refused.ClientId);
                return true;
            default:
                return false;
        }
    }

    public override void WriteError(Utf8JsonWriter json, DiagnosticCode code, string text, string? clientId)
    {
        // These clients know one kind of frame and show it to people, who never see codes.
        json.WriteString("text"u8, text);
        json.WriteNull("quick_replies"u8);
    }

    private void WriteMessage(Utf8JsonWriter json, Message message)
    {
        json.WriteString("text"u8, message.Text);
        if (message.Payload is { } payload) MessageFields.WritePayload(json, connection.Inline(payload));
        if (message.QuickReplies is { Count: > 0 } replies) MessageFields.WriteReplies(json, replies);
        else json.WriteNull("quick_replies"u8);
    }
}
