using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using ScriptChat.Services.Tests.Contract;

namespace ScriptChat.Services.Tests.WebSocket;

/// <summary>A WebSocket client that speaks raw frames.</summary>
internal sealed class SocketClient : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly byte[] buffer = new byte[256 * 1024];

    /// <summary>The code with which the service closed; null as long as it did not.</summary>
    public int? CloseCode => (int?)socket.CloseStatus;

    /// <summary>The words that came with it.</summary>
    public string? CloseReason => socket.CloseStatusDescription;

    /// <summary>What to change before connecting.</summary>
    public ClientWebSocketOptions Options => socket.Options;

    public static async Task<SocketClient> ConnectAsync(Uri address, string? protocol = null)
    {
        var client = new SocketClient();
        if (protocol is not null) client.Options.AddSubProtocol(protocol);
        await client.OpenAsync(address);
        return client;
    }

    public Task OpenAsync(Uri address) => socket.ConnectAsync(address, CancellationToken.None).Soon();

    public Task SendAsync(JsonNode frame) => SendAsync(frame.ToJsonString());

    public Task SendAsync(string frame) => SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text);

    public Task SendAsync(byte[] bytes, WebSocketMessageType type, bool end = true) => socket.SendAsync(bytes, type, end, CancellationToken.None).Soon();

    /// <summary>The next frame, or null when the service closed.</summary>
    public async Task<JsonObject?> ReceiveAsync()
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None).Soon();
            if (part.MessageType == WebSocketMessageType.Close) return null;
            length += part.Count;
            if (part.EndOfMessage) return JsonNode.Parse(buffer.AsSpan(0, length))!.AsObject();
        }
    }

    /// <summary>The next frame's exact text.</summary>
    public async Task<string> ReceiveTextAsync()
    {
        var part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).Soon();
        Assert.That(part.EndOfMessage && part.MessageType == WebSocketMessageType.Text);
        return Encoding.UTF8.GetString(buffer, 0, part.Count);
    }

    /// <summary>The next frame of a type; others are passed over.</summary>
    public async Task<JsonObject> ReceiveAsync(string type)
    {
        while (true)
        {
            var frame = await ReceiveAsync();
            if (frame is null) throw new AssertionException($"closed with {CloseCode} ({CloseReason}) before a frame '{type}'");
            if ((string?)frame["type"] == type) return frame;
        }
    }

    /// <summary>Waits for the service's close, answers it, and gives its code.</summary>
    public async Task<int> ClosedAsync()
    {
        while (await ReceiveAsync() is not null)
        {
        }

        if (socket.State == WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None).Soon();
        return CloseCode!.Value;
    }

    public Task CloseAsync() => socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None).Soon();

    /// <summary>Is gone without a word.</summary>
    public void Abort() => socket.Abort();

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
