using Microsoft.AspNetCore.Routing;
using ScriptChat.Markup;
using ScriptChat.Messages;
using ScriptChat.Services.Browser.Limits;
using ScriptChat.Services.Browser.Visitors;
using ScriptChat.Services.Web;
using ScriptChat.Services.WebSocket;
using ScriptChat.Services.WebSocket.Limits;

namespace ScriptChat.Services.Browser;

/// <summary>People in front of the runtime's own page, and programs that use ParlAI's <c>POST /interact</c> and <c>/reset</c>.</summary>
public sealed class BrowserService : IChatService, IWebEndpoints
{
    /// <summary>Where the page's scripts connect.</summary>
    public const string SocketPath = "/browser/socket";

    private readonly WebSocketEndpoint pages;
    private readonly VisitorDesk visitors;
    private readonly PageAssets assets;

    /// <summary>Makes one; it takes people once started.</summary>
    /// <param name="settings">What it runs with.</param>
    public BrowserService(BrowserSettings settings)
    {
        assets = new PageAssets(settings.Title, settings.AllowedOrigins, settings.Addition);
        visitors = new VisitorDesk(Name, settings);
        pages = new WebSocketEndpoint(Name, SocketPath, new WebSocketSettings
        {
            AllowedOrigins = settings.AllowedOrigins,
            Limits = settings.Limits,
            Uploads = settings.Uploads,
            Markup = MarkupText.ToHtml,
            Time = settings.Time,
            Log = settings.Log,
        });
    }

    /// <inheritdoc />
    public string Name => "browser";

    /// <summary>How many pages and visitors are connected.</summary>
    public int Count => pages.Count + visitors.Count;

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
        assets.Map(routes);
        pages.Map(routes);
        visitors.Map(routes);
    }

    /// <inheritdoc />
    public async Task StartAsync(IGateway gateway, CancellationToken cancellationToken)
    {
        visitors.Start(gateway);
        await pages.StartAsync(gateway, cancellationToken);
    }

    /// <inheritdoc />
    public void Deliver(PersonId person, Delivery delivery)
    {
        if (!visitors.Deliver(delivery)) pages.Deliver(person, delivery);
    }

    /// <inheritdoc />
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        visitors.Stop();
        await pages.StopAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await visitors.DisposeAsync();
        await pages.DisposeAsync();
    }
}
