using System.Text.Json;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Services.WebSocket.Frames;
using ScriptChat.Worlds;

namespace ScriptChat.Services.WebSocket.Protocols;

/// <summary>What a client of <c>scriptchat.v1</c> can send.</summary>
internal enum FrameType
{
    Unknown,
    Hello,
    Message,
    Ack,
    Read,
    Typing,
    Stop,
    Feedback,
}

/// <summary>The frames of <c>scriptchat.v1</c>, field by field. Their names are a contract: add fields, rename none.</summary>
internal static class TypedFrames
{
    /// <summary>The type whose name is the next value.</summary>
    public static FrameType TypeUnder(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String) throw new FrameException(ServiceCodes.BadField, "'type' is not a text");
        if (reader.ValueIsEscaped) JsonFields.Valid(ref reader, "'type'");
        if (reader.ValueTextEquals("message"u8)) return FrameType.Message;
        if (reader.ValueTextEquals("ack"u8)) return FrameType.Ack;
        if (reader.ValueTextEquals("typing"u8)) return FrameType.Typing;
        if (reader.ValueTextEquals("read"u8)) return FrameType.Read;
        if (reader.ValueTextEquals("hello"u8)) return FrameType.Hello;
        if (reader.ValueTextEquals("stop"u8)) return FrameType.Stop;
        return reader.ValueTextEquals("feedback"u8) ? FrameType.Feedback : FrameType.Unknown;
    }

    /// <summary>Writes a delivery; false when there is no frame for it.</summary>
    public static bool Write(Utf8JsonWriter json, Delivery delivery, string token, Func<Payload, Payload> refer, Func<string, string?>? markup)
    {
        switch (delivery)
        {
            case Shown shown:
                WriteMessage(json, shown, refer, markup);
                return true;
            case Acknowledged acknowledged:
                json.WriteString("type"u8, "ack"u8);
                json.WriteString("id"u8, acknowledged.ClientId);
                return true;
            case Welcomed welcomed:
                json.WriteString("type"u8, "welcome"u8);
                json.WriteString("session"u8, token);
                json.WriteBoolean("resumed"u8, welcomed.Resumed);
                json.WriteNumber("seq"u8, welcomed.Seq);
                return true;
            case OwnWords words:
                json.WriteString("type"u8, "said"u8);
                json.WriteNumber("after"u8, words.After);
                if (words.ClientId is { } id) json.WriteString("id"u8, id);
                json.WriteString("text"u8, words.Text);
                if (words.Payload is { } file) MessageFields.WritePayload(json, refer(file));
                WriteTime(json, words.At);
                return true;
            case Judgement judgement:
                WriteJudgement(json, judgement);
                return true;
            case Whereabouts whereabouts:
                WriteWhereabouts(json, whereabouts);
                return true;
            case Typing typing:
                json.WriteString("type"u8, "typing"u8);
                json.WriteBoolean("on"u8, typing.On);
                json.WriteString("who"u8, typing.Who);
                return true;
            case ReadBy read:
                json.WriteString("type"u8, "read"u8);
                json.WriteString("who"u8, read.Who);
                return true;
            case Presence presence:
                json.WriteString("type"u8, "presence"u8);
                json.WriteString("who"u8, presence.Who);
                json.WriteString("state"u8, presence.State);
                return true;
            case Struck struck:
                json.WriteString("type"u8, "reload"u8);
                json.WriteNumber("from"u8, struck.From);
                if (struck.Upto is { } upto) json.WriteNumber("upto"u8, upto);
                return true;
            case Refused refused:
                WriteError(json, refused.Code, refused.Text, refused.ClientId);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Writes an error.</summary>
    public static void WriteError(Utf8JsonWriter json, DiagnosticCode code, string text, string? clientId)
    {
        json.WriteString("type"u8, "error"u8);
        json.WriteString("code"u8, code.Id);
        json.WriteString("text"u8, text);
        if (clientId is not null) json.WriteString("id"u8, clientId);
    }

    private static void WriteMessage(Utf8JsonWriter json, Shown shown, Func<Payload, Payload> refer, Func<string, string?>? markup)
    {
        var message = shown.Message;
        json.WriteString("type"u8, "message"u8);
        json.WriteNumber("seq"u8, shown.Seq);
        json.WriteString("id"u8, message.Id);
        json.WriteString("text"u8, message.Text);
        if (message.QuickReplies is { Count: > 0 } replies) MessageFields.WriteReplies(json, replies);
        if (message.Payload is { } payload) MessageFields.WritePayload(json, refer(payload));
        json.WriteBoolean("episode_done"u8, message.EpisodeDone);
        WriteTime(json, shown.At);
        if (markup?.Invoke(message.Text) is { } html) json.WriteString("html"u8, html);
    }

    private static void WriteTime(Utf8JsonWriter json, DateTimeOffset? at)
    {
        if (at is { } time) json.WriteNumber("at"u8, time.ToUnixTimeMilliseconds());
    }

    private static void WriteJudgement(Utf8JsonWriter json, Judgement judgement)
    {
        json.WriteString("type"u8, "feedback"u8);
        json.WriteNumber("seq"u8, judgement.Seq);
        foreach (var (name, value) in judgement.Content)
        {
            if (name is "type" or "seq") continue;
            json.WritePropertyName(name);
            if (value is null) json.WriteNullValue();
            else value.WriteTo(json);
        }
    }

    private static void WriteWhereabouts(Utf8JsonWriter json, Whereabouts whereabouts)
    {
        json.WriteString("type"u8, "place"u8);
        json.WriteString("where"u8, whereabouts.Where);
        if (whereabouts.Task.Length > 0) json.WriteString("task"u8, whereabouts.Task);
        if (whereabouts.Partners.Count > 0)
        {
            json.WriteStartArray("partners"u8);
            foreach (var partner in whereabouts.Partners)
            {
                json.WriteStartObject();
                json.WriteString("who"u8, partner.Who);
                json.WriteString("state"u8, partner.State);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (whereabouts.Line is not { } line) return;
        json.WriteNumber("place"u8, line.Place);
        json.WriteNumber("needs"u8, line.Needs);
        json.WriteNumber("waited_ms"u8, (long)line.Waited.TotalMilliseconds);
        json.WriteNumber("limit_ms"u8, (long)line.Limit.TotalMilliseconds);
    }
}
