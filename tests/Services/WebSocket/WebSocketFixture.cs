using System.Text.Json.Nodes;
using ScriptChat.Messages;
using ScriptChat.Services.Tests.Contract;
using ScriptChat.Services.Web;
using ScriptChat.Services.WebSocket;
using ScriptChat.Services.WebSocket.Limits;

namespace ScriptChat.Services.Tests.WebSocket;

/// <summary>The websocket service on a free port.</summary>
internal abstract class WebSocketFixture : ServiceFixture
{
    private WebSocketService? service;
    private WebHost? host;

    public WebSocketSettings Settings { get; set; } = new();

    public RecordedLog Log { get; } = new();

    public bool IsStarted => host is not null;

    public override IChatService Service => service!;

    public Uri Address => new UriBuilder(host!.Address) { Scheme = "ws", Path = WebSocketService.Path }.Uri;

    public Uri Page => host!.Address;

    public override async Task StartAsync()
    {
        service = new WebSocketService(Settings with { Log = Log });
        Gateway.Attach(service);
        await service.StartAsync(Gateway, CancellationToken.None);
        host = await WebHost.StartAsync(new WebOptions { Port = 0, Log = Log }, [service]);
    }

    public override async ValueTask DisposeAsync()
    {
        await service!.DisposeAsync();
        await host!.StopAsync(CancellationToken.None);
        await host.DisposeAsync();
    }
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
    public override async Task<IChatClient> ConnectAsync()
    {
        var socket = await SocketClient.ConnectAsync(Address, "scriptchat.v1");
        await socket.SendAsync("""{"type":"hello"}""");
        await socket.ReceiveAsync("welcome");
        return new Client(socket);
    }

    private sealed class Client(SocketClient socket) : IChatClient
    {
        private int said;

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
}
