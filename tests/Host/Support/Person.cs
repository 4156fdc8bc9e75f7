using System.Net.WebSockets;
using System.Text.Json.Nodes;
using ScriptChat.Services.Tests.Contract;

namespace ScriptChat.Host.Tests.Support;

/// <summary>Somebody at a WebSocket, with ParlAI's frames or those of <c>scriptchat.v1</c>.</summary>
internal sealed class Person : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly byte[] buffer = new byte[64 * 1024];
    private readonly bool typed;
    private int words;

    private Person(bool typed)
    {
        this.typed = typed;
        if (typed) socket.Options.AddSubProtocol("scriptchat.v1");
    }

    /// <summary>Comes to the runtime whose page is at an address, with ParlAI's frames; the first word opens the journey.</summary>
    public static Task<Person> ComeAsync(Uri page) => ComeAsync(page, typed: false);

    /// <summary>Comes with typed frames, and says hello.</summary>
    public static async Task<Person> ComeTypedAsync(Uri page)
    {
        var person = await ComeAsync(page, typed: true);
        await person.SendAsync(new JsonObject { ["type"] = "hello" });
        return person;
    }

    public Task SayAsync(string text) => SendAsync(typed
        ? new JsonObject { ["type"] = "message", ["id"] = $"word-{++words}", ["text"] = text }
        : new JsonObject { ["text"] = text });

    /// <summary>The next message with these words in it; others are passed over.</summary>
    public async Task<JsonObject> SeesAsync(string text)
    {
        var seen = new List<string>();
        try
        {
            while (await ReceiveAsync() is { } frame)
            {
                if (typed && (string?)frame["type"] != "message") continue;
                seen.Add((string?)frame["text"] ?? "");
                if (seen[^1].Contains(text, StringComparison.Ordinal)) return frame;
            }
        }
        catch (TimeoutException late)
        {
            throw new AssertionException($"'{text}' did not come, but: {string.Join(" | ", seen)}", late);
        }

        throw new AssertionException($"closed with {socket.CloseStatus} before '{text}'; seen: {string.Join(" | ", seen)}");
    }

    /// <summary>Says something, and waits for an answer with certain words.</summary>
    public async Task<JsonObject> AskAsync(string text, string answer)
    {
        await SayAsync(text);
        return await SeesAsync(answer);
    }

    /// <summary>Waits for the service's close, and gives its code.</summary>
    public async Task<int> ClosedAsync()
    {
        while (await ReceiveAsync() is not null)
        {
        }

        if (socket.State == WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None).Soon();
        return (int)socket.CloseStatus!.Value;
    }

    /// <summary>Is gone without a word.</summary>
    public void Vanish() => socket.Abort();

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<Person> ComeAsync(Uri page, bool typed)
    {
        var person = new Person(typed);
        await person.socket.ConnectAsync(new UriBuilder(page) { Scheme = "ws", Path = "/websocket" }.Uri, CancellationToken.None).Soon();
        return person;
    }

    private Task SendAsync(JsonObject frame) =>
        socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(frame.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).Soon();

    private async Task<JsonObject?> ReceiveAsync()
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
}
