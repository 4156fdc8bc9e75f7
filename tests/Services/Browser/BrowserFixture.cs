using System.Text.Json.Nodes;
using ScriptChat.Messages;
using ScriptChat.Services.Browser;
using ScriptChat.Services.Browser.Limits;
using ScriptChat.Services.Tests.Contract;
using ScriptChat.Services.Tests.WebSocket;
using ScriptChat.Services.Web;

namespace ScriptChat.Services.Tests.Browser;

/// <summary>The browser service on a free port; people come as the page does.</summary>
internal sealed class BrowserFixture : ServiceFixture
{
    private BrowserService? service;
    private WebHost? host;

    public BrowserSettings Settings { get; set; } = new();

    public RecordedLog Log { get; } = new();

    public override IChatService Service => service!;

    public Uri Address => host!.Address;

    public override async Task StartAsync()
    {
        service = new BrowserService(Settings with { Log = Log });
        Gateway.Attach(service);
        await service.StartAsync(Gateway, CancellationToken.None);
        host = await WebHost.StartAsync(new WebOptions { Port = 0, Log = Log }, [service]);
    }

    public override async Task<IChatClient> ConnectAsync()
    {
        var address = new UriBuilder(Address) { Scheme = "ws", Path = BrowserService.SocketPath }.Uri;
        var socket = await SocketClient.ConnectAsync(address, "scriptchat.v1");
        await socket.SendAsync("""{"type":"hello"}""");
        await socket.ReceiveAsync("welcome");
        return new Page(socket);
    }

    public override async ValueTask DisposeAsync()
    {
        await service!.DisposeAsync();
        await host!.StopAsync(CancellationToken.None);
        await host.DisposeAsync();
    }

    private sealed class Page(SocketClient socket) : IChatClient
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

[TestFixture]
internal sealed class BrowserContractTests : ChatServiceContract<BrowserFixture>;
