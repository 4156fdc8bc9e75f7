using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScriptChat.Worlds;

namespace ScriptChat.Services.Terminal.Client;

/// <summary>Frames to and from one socket.</summary>
internal sealed class Wire(ClientWebSocket socket) : IDisposable
{
    private const int LargestFrame = 16 * 1024 * 1024;

    /// <summary>Sends a frame; what can't be sent is the receiving side's to notice.</summary>
    public async Task SendAsync(JsonObject frame)
    {
        try
        {
            await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(frame), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        catch (Exception error) when (error is WebSocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            socket.Abort();
        }
    }

    /// <summary>The next frame; null when the socket is closed.</summary>
    public async Task<JsonObject?> ReceiveAsync()
    {
        var buffer = new byte[4096];
        var frame = new MemoryStream();
        while (true)
        {
            try
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close) return null;
                frame.Write(buffer, 0, part.Count);
                if (frame.Length > LargestFrame) return null;
                if (!part.EndOfMessage) continue;
                if (Parse(frame) is { } parsed) return parsed;
                frame.SetLength(0);
            }
            catch (Exception error) when (error is WebSocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
            {
                return null;
            }
        }
    }

    /// <summary>The close code, or 0 when the connection broke.</summary>
    public int CloseCode => socket.CloseStatus is { } status ? (int)status : 0;

    public void Dispose()
    {
        socket.Abort();
        socket.Dispose();
    }

    /// <summary>A message frame as a message.</summary>
    public static Message ToMessage(JsonObject frame) => new()
    {
        Id = Text(frame, "id"),
        Text = Text(frame, "text"),
        QuickReplies = frame["quick_replies"] is JsonArray replies ? [.. replies.OfType<JsonValue>().Select(reply => reply.ToString())] : null,
        Payload = frame["payload"] is JsonObject payload ? ToPayload(payload) : null,
    };

    private static Payload ToPayload(JsonObject payload) => new()
    {
        Type = Text(payload, "type"),
        Url = payload["url"] is JsonValue url ? url.ToString() : null,
        Name = Text(payload, "name") is { Length: > 0 } name ? name : null,
        Width = Pixels(payload, "width"),
        Height = Pixels(payload, "height"),
    };

    private static int? Pixels(JsonObject payload, string field) => Number(payload, field) is > 0 and <= int.MaxValue and var pixels ? (int)pixels : null;

    /// <summary>A text field, or nothing.</summary>
    public static string Text(JsonObject frame, string field) => frame[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    /// <summary>A number field, or 0.</summary>
    public static long Number(JsonObject frame, string field) => frame[field] is JsonValue value && value.TryGetValue<long>(out var number) ? number : 0;

    /// <summary>A flag, or false.</summary>
    public static bool Flag(JsonObject frame, string field) => frame[field] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    private static JsonObject? Parse(MemoryStream frame)
    {
        try
        {
            return JsonNode.Parse(frame.GetBuffer().AsSpan(0, (int)frame.Length)) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
