using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using ScriptChat.Services.Tests.Contract;

namespace ScriptChat.Host.Tests.Support;

/// <summary>Somebody at <c>scriptchat.v1</c> who keeps their token and comes back to their seat, also at another process. Every
/// message's number is checked on the way.</summary>
internal sealed class Guest : IAsyncDisposable
{
    private readonly Queue<JsonObject> inbox = new();
    private readonly byte[] buffer = new byte[64 * 1024];
    private ClientWebSocket socket = new();
    private string? token;
    private long seen;
    private int words;

    /// <summary>All texts that came, in order.</summary>
    public List<string> Seen { get; } = [];

    /// <summary>Comes as somebody new.</summary>
    public static async Task<Guest> ComeAsync(Uri page)
    {
        var guest = new Guest();
        await guest.ComeBackAsync(page);
        return guest;
    }

    /// <summary>Comes to the seat that was theirs, with the number of the last message seen.</summary>
    public async Task ComeBackAsync(Uri page)
    {
        socket.Dispose();
        socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("scriptchat.v1");
        socket.Options.Proxy = null;
        await socket.ConnectAsync(new UriBuilder(page) { Scheme = "ws", Path = "/websocket" }.Uri, CancellationToken.None).Soon();
        var hello = new JsonObject { ["type"] = "hello" };
        if (token is not null) (hello["session"], hello["seq"]) = (token, seen);
        await SendAsync(hello);
        var welcome = await ReceiveAsync();
        Assert.That((string?)welcome["type"], Is.EqualTo("welcome"), welcome.ToJsonString());
        Assert.That((bool)welcome["resumed"]!, Is.EqualTo(token is not null), "in the same seat");
        token = (string)welcome["session"]!;
    }

    /// <summary>Says something, and waits until it is safe.</summary>
    public async Task SayAsync(string text) => Assert.That(await TrySayAsync($"word-{++words}", text), Is.Null, text);

    /// <summary>Says something under an id; the code of a refusal, or null when it was acknowledged.</summary>
    public async Task<string?> TrySayAsync(string id, string text)
    {
        await SendAsync(new JsonObject { ["type"] = "message", ["id"] = id, ["text"] = text });
        while (true)
        {
            var frame = await ReceiveAsync();
            if ((string?)frame["id"] == id && (string?)frame["type"] == "ack") return null;
            if ((string?)frame["id"] == id && (string?)frame["type"] == "error") return (string)frame["code"]!;
            if ((string?)frame["type"] == "message") inbox.Enqueue(frame);
        }
    }

    /// <summary>Says something that nobody acknowledges any more.</summary>
    public Task SayIntoTheVoidAsync(string id, string text) => SendAsync(new JsonObject { ["type"] = "message", ["id"] = id, ["text"] = text });

    /// <summary>The next message with these words in it; others are passed over.</summary>
    public async Task<JsonObject> SeesAsync(string text)
    {
        try
        {
            while (true)
            {
                if (!inbox.TryDequeue(out var frame)) frame = await ReceiveAsync();
                if ((string?)frame["type"] == "message" && ((string)frame["text"]!).Contains(text, StringComparison.Ordinal)) return frame;
            }
        }
        catch (Exception missing) when (missing is TimeoutException or WebSocketException)
        {
            throw new AssertionException($"'{text}' did not come, but: {string.Join(" | ", Seen)}", missing);
        }
    }

    /// <summary>Says something, and waits for an answer with certain words.</summary>
    public async Task AskAsync(string text, string answer)
    {
        await SayAsync(text);
        await SeesAsync(answer);
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task SendAsync(JsonObject frame) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(frame.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).Soon();

    private async Task<JsonObject> ReceiveAsync()
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None).Soon();
            if (part.MessageType == WebSocketMessageType.Close) throw new WebSocketException($"closed with {socket.CloseStatus}");
            length += part.Count;
            if (!part.EndOfMessage) continue;
            var frame = JsonNode.Parse(buffer.AsSpan(0, length))!.AsObject();
            if ((string?)frame["type"] == "message")
            {
                Seen.Add((string)frame["text"]!);
                Assert.That((long)frame["seq"]!, Is.EqualTo(++seen), $"a gap, or a double: {string.Join(" | ", Seen)}");
            }

            return frame;
        }
    }
}
