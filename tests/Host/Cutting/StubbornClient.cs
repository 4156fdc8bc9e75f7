using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ScriptChat.Host.Tests.Cutting;

/// <summary>A client of <c>scriptchat.v1</c> that comes back whenever it is cut off, with its token and the last number that it
/// saw, and sends every word again until it is acknowledged. It checks each number on the way.</summary>
/// <param name="address">Where the service is.</param>
/// <param name="name">Goes before its words and ids.</param>
/// <param name="isEnough">Whether no more words are wanted.</param>
internal sealed class StubbornClient(Uri address, string name, Func<bool> isEnough)
{
    private const int AtOnce = 8;
    private const int MostWords = 20_000;

    private readonly Queue<(string Id, string Text)> pending = new();
    private string? token;
    private long seen;

    /// <summary>The words that it sent, in order.</summary>
    public List<string> Said { get; } = [];

    /// <summary>The texts of the messages that it saw, in order.</summary>
    public List<string> Seen { get; } = [];

    /// <summary>How often it connected.</summary>
    public int Connections { get; private set; }

    /// <summary>Talks until enough was said, all of it is safe and everything was answered.</summary>
    /// <param name="isAnswered">Whether what it has seen is all there will be.</param>
    public async Task TalkAsync(Func<StubbornClient, bool> isAnswered)
    {
        while (!(isEnough() && Said.Count > 0 && pending.Count == 0 && isAnswered(this)))
        {
            using var socket = new ClientWebSocket();
            socket.Options.AddSubProtocol("scriptchat.v1");
            socket.Options.Proxy = null;
            try
            {
                await socket.ConnectAsync(address, CancellationToken.None);
                Connections++;
                await ConverseAsync(socket, isAnswered);
            }
            catch (WebSocketException)
            {
                // Cut: come back.
            }
        }
    }

    private async Task ConverseAsync(ClientWebSocket socket, Func<StubbornClient, bool> isAnswered)
    {
        var hello = new JsonObject { ["type"] = "hello" };
        if (token is not null) (hello["session"], hello["seq"]) = (token, seen);
        await SendAsync(socket, hello);
        while (await ReceiveAsync(socket) is { } frame)
        {
            switch ((string)frame["type"]!)
            {
                case "welcome":
                    Assert.That((bool)frame["resumed"]!, Is.EqualTo(token is not null));
                    token = (string)frame["session"]!;
                    foreach (var (id, text) in pending) await SendAsync(socket, Words(id, text));
                    if (seen > 0) await SayAsync(socket);
                    break;
                case "ack":
                    Acknowledged((string)frame["id"]!);
                    await SayAsync(socket);
                    break;
                case "message":
                    Assert.That((long)frame["seq"]!, Is.EqualTo(seen + 1), $"{name}: a gap, or a double");
                    seen++;
                    Seen.Add((string)frame["text"]!);
                    await SendAsync(socket, new JsonObject { ["type"] = "ack", ["seq"] = seen });
                    if (seen == 1) await SayAsync(socket);
                    break;
                case "error":
                    Assert.Fail($"{name}: {frame.ToJsonString()}");
                    break;
                default:
                    break;
            }

            if (isEnough() && Said.Count > 0 && pending.Count == 0 && isAnswered(this)) return;
        }
    }

    private async Task SayAsync(ClientWebSocket socket)
    {
        while (pending.Count < AtOnce && !isEnough())
        {
            Assert.That(Said, Has.Count.LessThan(MostWords), "the wire is not cut any more");
            var text = $"{name} {Said.Count}";
            Said.Add(text);
            pending.Enqueue(($"{name}-{Said.Count}", text));
            await SendAsync(socket, Words($"{name}-{Said.Count}", text));
        }
    }

    private void Acknowledged(string id)
    {
        // A word may be acknowledged twice: it was sent again while the first acknowledgement was on its way.
        if (!pending.Any(each => each.Id == id)) return;
        Assert.That(pending.Dequeue().Id, Is.EqualTo(id), "acknowledged in the order of saying");
    }

    private static JsonObject Words(string id, string text) => new() { ["type"] = "message", ["id"] = id, ["text"] = text };

    private static Task SendAsync(ClientWebSocket socket, JsonObject frame) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(frame), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task<JsonObject?> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[16 * 1024];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            length += part.Count;
            if (part.EndOfMessage) return JsonNode.Parse(buffer.AsSpan(0, length))!.AsObject();
        }
    }
}
