using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace ScriptChat.Host.Tests.Cutting;

/// <summary>Somebody who comes, is cut off, and comes back to their seat.</summary>
internal sealed class ReturningClient(Uri address, string name)
{
    private ClientWebSocket socket = new();
    private string token = "";

    public string Name => name;

    /// <summary>Comes as somebody new and says a word.</summary>
    public async Task ComeAsync()
    {
        var welcome = await HelloAsync("""{"type":"hello"}""");
        token = (string)welcome["session"]!;
        Assert.That((string)(await ReceiveAsync("message"))["text"]!, Is.EqualTo(EchoRuntime.Ready));
        await SendAsync($$"""{"type":"message","id":"1","text":"{{name}} one"}""");
        Assert.That((long)(await ReceiveAsync("message"))["seq"]!, Is.EqualTo(2));
    }

    /// <summary>Comes back and says another.</summary>
    public async Task ComeBackAsync()
    {
        socket.Dispose();
        socket = new ClientWebSocket();
        var welcome = await HelloAsync($$"""{"type":"hello","session":"{{token}}","seq":2}""");
        Assert.That((bool)welcome["resumed"]!);
        await SendAsync($$"""{"type":"message","id":"2","text":"{{name}} two"}""");
        Assert.That((long)(await ReceiveAsync("message"))["seq"]!, Is.EqualTo(3));
    }

    /// <summary>Is gone without a word.</summary>
    public void Vanish() => socket.Abort();

    private async Task<JsonObject> HelloAsync(string hello)
    {
        socket.Options.AddSubProtocol("scriptchat.v1");
        socket.Options.Proxy = null;
        await socket.ConnectAsync(address, CancellationToken.None);
        await SendAsync(hello);
        return await ReceiveAsync("welcome");
    }

    private Task SendAsync(string frame) => socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private async Task<JsonObject> ReceiveAsync(string type)
    {
        var buffer = new byte[4096];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            Assert.That(part is { EndOfMessage: true, MessageType: WebSocketMessageType.Text }, $"{name}: {socket.CloseStatus} {socket.CloseStatusDescription}");
            var frame = JsonNode.Parse(buffer.AsSpan(0, part.Count))!.AsObject();
            Assert.That((string)frame["type"]!, Is.Not.EqualTo("error"), frame.ToJsonString());
            if ((string)frame["type"]! == type) return frame;
        }
    }
}
