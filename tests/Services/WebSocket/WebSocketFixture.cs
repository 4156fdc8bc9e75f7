using System.Text.Json.Nodes;
using ScriptChat.Services.Tests.Contract;
using ScriptChat.Services.WebSocket;
using ScriptChat.Services.WebSocket.Limits;

namespace ScriptChat.Services.Tests.WebSocket;

/// <summary>The websocket service on a free port.</summary>
internal abstract class WebSocketFixture : WebFixture<WebSocketService>
{
    public WebSocketSettings Settings { get; set; } = new();

    public Uri Address => new UriBuilder(Page) { Scheme = "ws", Path = WebSocketService.Path }.Uri;

    protected override WebSocketService Make() => new(Settings with { Log = Log });
}

/// <summary>ParlAI's frames.</summary>
internal sealed class PlainFixture : WebSocketFixture
{
    public override bool HasStop => false;

    public override async Task<IChatClient> ConnectAsync() => new Client(await SocketClient.ConnectAsync(Address));

    private sealed class Client(SocketClient socket) : IChatClient
    {
        public Task SayAsync(string text) => socket.SendAsync(new JsonObject { ["text"] = text });

        public async Task<Seen> SeeAsync()
        {
            var frame = await socket.ReceiveAsync();
            return new Seen((string)frame!["text"]!, frame["quick_replies"]?.AsArray().Select(item => (string)item!).ToList());
        }

        public Task StopAsync() => throw new NotSupportedException();

        public Task CloseAsync() => socket.CloseAsync();

        public Task<int> ClosedAsync() => socket.ClosedAsync();

        public ValueTask DisposeAsync() => socket.DisposeAsync();
    }
}

/// <summary>scriptchat.v1.</summary>
internal sealed class TypedFixture : WebSocketFixture
{
    public override Task<IChatClient> ConnectAsync() => TypedClient.ComeAsync(Address);
}
