using System.Text.Json.Nodes;
using ScriptChat.Services.Tests.Contract;

namespace ScriptChat.Services.Tests.WebSocket;

/// <summary>Somebody at a path that speaks <c>scriptchat.v1</c>.</summary>
internal sealed class TypedClient(SocketClient socket) : IChatClient
{
    private int said;

    /// <summary>Comes as somebody new.</summary>
    public static async Task<IChatClient> ComeAsync(Uri address)
    {
        var socket = await SocketClient.ConnectAsync(address, "scriptchat.v1");
        await socket.SendAsync("""{"type":"hello"}""");
        await socket.ReceiveAsync("welcome");
        return new TypedClient(socket);
    }

    public Task SayAsync(string text) => socket.SendAsync(new JsonObject { ["type"] = "message", ["id"] = $"c{said++}", ["text"] = text });

    public async Task<Seen> SeeAsync()
    {
        var frame = await socket.ReceiveAsync("message");
        return new Seen((string)frame["text"]!, frame["quick_replies"]?.AsArray().Select(item => (string)item!).ToList());
    }

    public Task StopAsync() => socket.SendAsync("""{"type":"stop"}""");

    public Task CloseAsync() => socket.CloseAsync();

    public Task<int> ClosedAsync() => socket.ClosedAsync();

    public ValueTask DisposeAsync() => socket.DisposeAsync();
}
