using ScriptChat.Messages;
using ScriptChat.Services.Web;

namespace ScriptChat.Services.Tests.Contract;

/// <summary>A service that stands on the web server, on a free port.</summary>
/// <typeparam name="TService">The service.</typeparam>
internal abstract class WebFixture<TService> : ServiceFixture
    where TService : class, IChatService, IWebEndpoints
{
    private TService? service;
    private WebHost? host;

    public RecordedLog Log { get; } = new();

    public bool IsStarted => host is not null;

    public override IChatService Service => service!;

    /// <summary>Where the web server is.</summary>
    public Uri Page => host!.Address;

    public override Task StartAsync() => StartAsync(0);

    /// <summary>After <see cref="DisposeAsync"/>: another process is started in the place of the first. What the gateway knows
    /// stays, as with a journal.</summary>
    public Task StartAgainAsync() => StartAsync(Page.Port);

    public override async ValueTask DisposeAsync()
    {
        await service!.DisposeAsync();
        await host!.StopAsync(CancellationToken.None);
        await host.DisposeAsync();
    }

    /// <summary>Makes the service.</summary>
    protected abstract TService Make();

    private async Task StartAsync(int port)
    {
        service = Make();
        Gateway.Attach(service);
        await service.StartAsync(Gateway, CancellationToken.None);
        host = await WebHost.StartAsync(new WebOptions { Port = port, Log = Log }, [service]);
    }
}
