using ScriptChat.Services.Browser;
using ScriptChat.Services.Browser.Limits;
using ScriptChat.Services.Tests.Contract;
using ScriptChat.Services.Tests.WebSocket;

namespace ScriptChat.Services.Tests.Browser;

/// <summary>The browser service on a free port; people come as the page does.</summary>
internal sealed class BrowserFixture : WebFixture<BrowserService>
{
    public BrowserSettings Settings { get; set; } = new();

    public Uri Address => Page;

    public override Task<IChatClient> ConnectAsync() => TypedClient.ComeAsync(new UriBuilder(Page) { Scheme = "ws", Path = BrowserService.SocketPath }.Uri);

    protected override BrowserService Make() => new(Settings with { Log = Log });
}

[TestFixture]
internal sealed class BrowserContractTests : ChatServiceContract<BrowserFixture>;
