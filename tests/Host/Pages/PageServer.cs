using ScriptChat.Messages;
using ScriptChat.Services.Browser;
using ScriptChat.Services.Browser.Limits;
using ScriptChat.Services.Uploads;
using ScriptChat.Services.Web;

namespace ScriptChat.Host.Tests.Pages;

/// <summary>The real service and web server, before whichever gateway a test brings.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private readonly BrowserService service;
    private readonly WebHost host;

    private PageServer(BrowserService service, WebHost host)
    {
        this.service = service;
        this.host = host;
    }

    public Uri Address => host.Address;

    public static async Task<PageServer> StartAsync(IGateway gateway, Action<IChatService> attach, BrowserSettings settings, int port = 0)
    {
        var browser = new BrowserService(settings);
        attach(browser);
        await browser.StartAsync(gateway, CancellationToken.None);
        IWebEndpoints[] files = settings.Uploads is { } desk ? [new UploadEndpoints(new UploadSettings { Desk = desk, Services = ["browser"], AllowedOrigins = settings.AllowedOrigins })] : [];
        return new PageServer(browser, await WebHost.StartAsync(new WebOptions { Port = port }, [browser, .. files]));
    }

    public async ValueTask DisposeAsync()
    {
        await service.StopAsync(CancellationToken.None);
        await host.StopAsync(CancellationToken.None);
        await host.DisposeAsync();
        await service.DisposeAsync();
    }
}
