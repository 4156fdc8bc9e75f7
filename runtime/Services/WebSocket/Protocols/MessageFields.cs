using System.Text.Json;
using ScriptChat.Worlds;

namespace ScriptChat.Services.WebSocket.Protocols;

/// <summary>Fields that both protocols write alike.</summary>
internal static class MessageFields
{
    public static void WriteReplies(Utf8JsonWriter json, IReadOnlyList<string> replies)
    {
        json.WriteStartArray("quick_replies"u8);
        for (var i = 0; i < replies.Count; i++) json.WriteStringValue(replies[i]);
        json.WriteEndArray();
    }

    public static void WritePayload(Utf8JsonWriter json, Payload payload)
    {
        json.WriteStartObject("payload"u8);
        json.WriteString("type"u8, payload.Type);
        if (payload.Data is { } data) json.WriteString("data"u8, data);
        if (payload.Url is { } url) json.WriteString("url"u8, url);
        if (payload.MimeType is { } mime) json.WriteString("mime_type"u8, mime);
        if (payload.Name is { } called) json.WriteString("name"u8, called);
        if (payload.Size is { } size) json.WriteNumber("size"u8, size);
        if (payload.Width is { } width) json.WriteNumber("width"u8, width);
        if (payload.Height is { } height) json.WriteNumber("height"u8, height);
        if (payload.Extra is { } extra)
        {
            foreach (var (name, value) in extra)
            {
                // Those above are the protocol's own; a script's extra field does not shadow them.
                if (name is "type" or "data" or "url" or "mime_type") continue;
                if ((name, payload) is ("name", { Name: not null }) or ("size", { Size: not null }) or ("width", { Width: not null }) or ("height", { Height: not null })) continue;
                json.WritePropertyName(name);
                if (value is null) json.WriteNullValue();
                else value.WriteTo(json);
            }
        }

        json.WriteEndObject();
    }
}
