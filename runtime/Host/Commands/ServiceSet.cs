using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Services.Author;
using ScriptChat.Services.Browser;
using ScriptChat.Services.Browser.Limits;
using ScriptChat.Services.Terminal;
using ScriptChat.Services.Uploads;
using ScriptChat.Services.Web;
using ScriptChat.Services.WebSocket;
using ScriptChat.Services.WebSocket.Limits;
using ScriptChat.Uploads;

namespace ScriptChat.Host.Commands;

/// <summary>The services that were asked for, and the web server under those that need one.</summary>
internal sealed class ServiceSet : IAsyncDisposable
{
    private readonly ServeOptions options;
    private readonly IEventLog log;
    private readonly List<IChatService> services = [];
    private readonly string title;
    private readonly UploadDesk uploads;
    private readonly AuthorView? author;
    private TerminalService? terminal;
    private WebHost? web;

    /// <param name="options">What was asked for.</param>
    /// <param name="title">What the page is called.</param>
    /// <param name="log">Where refusals go.</param>
    /// <param name="uploads">Where files go that people send.</param>
    /// <param name="desk">Who knows what the author's view shows.</param>
    public ServiceSet(ServeOptions options, string title, IEventLog log, UploadDesk uploads, IAuthorDesk desk)
    {
        this.uploads = uploads;
        if (options.HasAuthor) author = new AuthorView(desk, "browser");
        this.title = title;
        this.options = options;
        this.log = log;
        foreach (var name in options.Services) services.Add(Make(name));
    }

    public IReadOnlyList<IChatService> All => services;

    /// <summary>Whether a service writes to the terminal itself.</summary>
    public bool HoldsTerminal => terminal is not null;

    /// <summary>Ends when the terminal's person has gone and nobody else could come; never with other services.</summary>
    public Task Ended => terminal is not null && services.Count == 1 ? terminal.Ended : new TaskCompletionSource().Task;

    /// <summary>Where an author finds several people side by side; null without an author's view.</summary>
    /// <param name="people">How many.</param>
    public Uri? Demo(int people) => author is null || web is null ? null : new Uri(web.Address, AuthorView.Demo(people));

    /// <summary>Where people reach them, a line each.</summary>
    public IEnumerable<string> Addresses
    {
        get
        {
            if (web is null) yield break;
            if (options.Services.Contains("browser")) yield return $"Open   [link]{web.Address}[/]";
            if (options.Services.Contains("websocket")) yield return $"Socket ws://{web.Address.Authority}{WebSocketService.Path}";
        }
    }

    public async Task StartAsync(IGateway gateway, Func<bool> ready, CancellationToken cancellationToken)
    {
        foreach (var service in services.Where(service => service != terminal)) await service.StartAsync(gateway, cancellationToken);
        if (!options.ServesWeb) return;
        var where = new WebOptions { Host = options.Host, Port = options.Port, Ready = ready, Log = log };
        IWebEndpoints files = new UploadEndpoints(new UploadSettings { Desk = uploads, Services = options.Services, AllowedOrigins = options.Origins, Log = log });
        web = await WebHost.StartAsync(where, [.. services.OfType<IWebEndpoints>(), files, .. author is null ? (IWebEndpoints[])[] : [author]], cancellationToken);
    }

    /// <summary>Lets the person at the runtime's own terminal in. Last: from then on the terminal is theirs.</summary>
    public Task OpenTerminalAsync(IGateway gateway, CancellationToken cancellationToken) =>
        terminal?.StartAsync(gateway, cancellationToken) ?? Task.CompletedTask;

    /// <summary>The person at the terminal leaves, as Ctrl-C says.</summary>
    public Task LeaveTerminalAsync() => terminal?.LeaveAsync() ?? Task.CompletedTask;

    /// <summary>Brings out what is on its way, then stops.</summary>
    public async Task StopAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), TimeProvider.System);
        foreach (var service in services) await service.StopAsync(limit.Token);
        if (web is not null) await web.StopAsync(limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in services) await service.DisposeAsync();
        if (web is not null) await web.DisposeAsync();
    }

    private IChatService Make(string name)
    {
        var limits = new WebSocketLimits();
        if (options.RateLimit is { } rate) limits = rate == 0 ? limits.Unmetered() : limits with { MessagesPerSecond = rate, Burst = Math.Max(rate * 3, 1) };
        var settings = new WebSocketSettings { AllowedOrigins = options.Origins, Limits = limits, Uploads = uploads, Log = log };
        return name switch
        {
            "browser" => new BrowserService(new BrowserSettings
            {
                Title = title,
                AllowedOrigins = options.Origins,
                Limits = limits,
                Uploads = uploads,
                Log = log,
                Addition = author is null ? null : new PageAddition(AuthorView.Modules, AuthorView.Styles, AuthorGate.IsHere),
            }),
            "terminal" => terminal = new TerminalService(new TerminalSettings()),
            _ => new WebSocketService(settings),
        };
    }
}
