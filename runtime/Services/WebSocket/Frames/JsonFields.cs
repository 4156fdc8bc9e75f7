using System.Text.Json;
using System.Text.Json.Nodes;
using ScriptChat.Diagnostics;
using ScriptChat.Worlds;

namespace ScriptChat.Services.WebSocket.Frames;

/// <summary>Reads fields of frames straight from their bytes. Whatever is wrong is a <see cref="FrameException"/> here, not an
/// accident of whoever reads the value later.</summary>
internal static class JsonFields
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    /// <summary>A reader that stands inside the frame's object.</summary>
    public static Utf8JsonReader Open(ReadOnlySpan<byte> frame)
    {
        var reader = new Utf8JsonReader(frame, Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new FrameException(ServiceCodes.NotJson, "the frame is not a JSON object");
        return reader;
    }

    /// <summary>Sees that a frame of which nothing more is wanted is whole.</summary>
    public static void Close(ReadOnlySpan<byte> frame)
    {
        var reader = Open(frame);
        while (Next(ref reader)) reader.Skip();
    }

    /// <summary>The next field's name is under the reader; false after the last, when nothing may follow.</summary>
    public static bool Next(ref Utf8JsonReader reader)
    {
        if (NextMember(ref reader)) return true;
        reader.Read();
        return false;
    }

    /// <summary>Reads a text or null.</summary>
    public static string? Text(ref Utf8JsonReader reader, string field)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType != JsonTokenType.String) throw new FrameException(ServiceCodes.BadField, $"'{field}' is not a text");
        return Valid(ref reader, field);
    }

    /// <summary>Reads a number of a message, or null.</summary>
    public static long? Number(ref Utf8JsonReader reader, string field)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number) || number < 0)
            throw new FrameException(ServiceCodes.BadField, $"'{field}' is not a whole number from 0 up");
        return number;
    }

    /// <summary>Reads true or false.</summary>
    public static bool Flag(ref Utf8JsonReader reader, string field)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => throw new FrameException(ServiceCodes.BadField, $"'{field}' is neither true nor false"),
        };
    }

    /// <summary>Reads a payload or null.</summary>
    public static Payload? Payload(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType != JsonTokenType.StartObject) throw new FrameException(ServiceCodes.BadField, "'payload' is not an object");
        string? type = null, data = null, url = null, mime = null;
        JsonObject? extra = null;
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("type"u8)) type = Text(ref reader, "payload.type");
            else if (reader.ValueTextEquals("data"u8)) data = Text(ref reader, "payload.data");
            else if (reader.ValueTextEquals("url"u8)) url = Text(ref reader, "payload.url");
            else if (reader.ValueTextEquals("mime_type"u8)) mime = Text(ref reader, "payload.mime_type");
            else ReadInto(extra ??= [], ref reader);
        }

        return new Payload
        {
            Type = type ?? throw new FrameException(ServiceCodes.BadField, "'payload.type' is missing"),
            Data = data,
            Url = url,
            MimeType = mime,
            Extra = extra,
        };
    }

    /// <summary>Adds the field under the reader, with its value, to an object. The last of two equal names counts.</summary>
    public static void ReadInto(JsonObject target, ref Utf8JsonReader reader)
    {
        var name = Valid(ref reader, "a field's name");
        reader.Read();
        target[name] = Value(ref reader);
    }

    /// <summary>The text under the reader, which must be one that can be stored, sent on and shown.</summary>
    public static string Valid(ref Utf8JsonReader reader, string field)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate: it has no UTF-8, so it could not be stored, sent on or shown.
            throw new FrameException(ServiceCodes.BadField, $"{field} holds half of a surrogate pair");
        }
    }

    /// <summary>Reads on to the next name; one that can't be compared or stored is refused here.</summary>
    private static bool NextMember(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.PropertyName) return false;
        if (reader.ValueIsEscaped) Valid(ref reader, "a field's name");
        return true;
    }

    private static JsonNode? Value(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new JsonObject();
                while (NextMember(ref reader)) ReadInto(members, ref reader);
                return members;
            case JsonTokenType.StartArray:
                var items = new JsonArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Value(ref reader));
                return items;
            case JsonTokenType.String:
                return JsonValue.Create(Valid(ref reader, "a text"));
            case JsonTokenType.Number when reader.TryGetInt64(out var whole):
                return JsonValue.Create(whole);
            case JsonTokenType.Number when reader.TryGetDouble(out var number) && double.IsFinite(number):
                return JsonValue.Create(number);
            case JsonTokenType.Number:
                throw new FrameException(ServiceCodes.BadField, "a number is too large");
            case JsonTokenType.True or JsonTokenType.False:
                return JsonValue.Create(reader.GetBoolean());
            default:
                return null;
        }
    }
}
