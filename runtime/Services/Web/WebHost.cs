using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ScriptChat.Diagnostics;

namespace ScriptChat.Services.Web;

/// <summary>The one web server of a runtime: the services' endpoints, <c>/healthz</c> and <c>/readyz</c> on one port.</summary>
public sealed class WebHost : IAsyncDisposable
{
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    private readonly WebApplication app;

    private WebHost(WebApplication app)
    {
        this.app = app;
        Addresses = [.. app.Urls.Select(url => Readable(new Uri(url))).Distinct()];
    }

    /// <summary>Where it listens, in a form that a browser takes: <c>http://localhost:35496/</c>.</summary>
    public Uri Address => Addresses[0];

    /// <summary>All that it listens on.</summary>
    public IReadOnlyList<Uri> Addresses { get; }

    /// <summary>Listens. When it returns, clients can connect.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="endpoints">The services' endpoints.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="WebHostException">The port is in use or the address can't be listened on.</exception>
    public static async Task<WebHost> StartAsync(WebOptions options, IEnumerable<IWebEndpoints> endpoints, CancellationToken cancellationToken = default)
    {
        var addresses = await ResolveAsync(options, cancellationToken);
        var built = Build(options, addresses);
        foreach (var each in endpoints) each.Map(built);
        try
        {
            await built.StartAsync(cancellationToken);
            return new WebHost(built);
        }
        catch (Exception error)
        {
            await built.DisposeAsync();
            if (Explain(error, options) is { } plain) throw plain;
            throw;
        }
    }

    /// <summary>Takes no new requests and waits a bounded time for those under way. Stop the services first.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task StopAsync(CancellationToken cancellationToken) => app.StopAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static WebApplication Build(WebOptions options, IReadOnlyList<IPAddress> addresses)
    {
        // The empty builder reads no appsettings.json and no environment: what the runtime is told is all that counts.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        // What the host fails at it throws too; who starts it says so in one line, not in a trace.
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddProvider(new EventLogBridge(options.Log)).AddFilter(HostCategory, LogLevel.None);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.StopWithin);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, options, addresses));
        var built = builder.Build();
        built.UseWebSockets();
        built.MapGet("/healthz", static context => AnswerAsync(context, StatusCodes.Status200OK, "ok"));
        built.MapGet("/readyz", context => options.Ready()
            ? AnswerAsync(context, StatusCodes.Status200OK, "ready")
            : AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, "not ready"));
        return built;
    }

    private static void Listen(KestrelServerOptions kestrel, WebOptions options, IReadOnlyList<IPAddress> addresses)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.RequestBodyLimit;
        if (addresses.Count > 0)
            foreach (var address in addresses) kestrel.Listen(address, options.Port, Http1);
        else if (options.Host is "localhost")
            kestrel.ListenLocalhost(options.Port, Http1);
        else
            kestrel.ListenAnyIP(options.Port, Http1);

        // WebSockets over HTTP/1.1; HTTP/2 without TLS is of no use to browsers.
        static void Http1(ListenOptions listen) => listen.Protocols = HttpProtocols.Http1;
    }

    /// <summary>The addresses to bind one by one; empty for those that Kestrel has a word for.</summary>
    private static async Task<IReadOnlyList<IPAddress>> ResolveAsync(WebOptions options, CancellationToken cancellationToken)
    {
        // A free port can't be the same for both of localhost's addresses.
        if (options.Host is "localhost") return options.Port == 0 ? [IPAddress.Loopback] : [];
        if (options.Host is "*" or "0.0.0.0" or "::" or "+") return [];
        if (IPAddress.TryParse(options.Host, out var address)) return [address];
        try
        {
            return await Dns.GetHostAddressesAsync(options.Host, cancellationToken);
        }
        catch (SocketException error)
        {
            throw new WebHostException(ServiceCodes.AddressUnavailable, $"the host '{options.Host}' is not known; take an address of this machine with --host and a port above 1023 with --port", error);
        }
    }

    private static WebHostException? Explain(Exception error, WebOptions options)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
                return new WebHostException(ServiceCodes.AddressInUse, $"port {options.Port} on {options.Host} is in use; stop what uses it, or take another with --port", error);
            if (cause is SocketException { SocketErrorCode: var reason })
                return new WebHostException(ServiceCodes.AddressUnavailable, $"can't listen on {options.Host}, port {options.Port} ({reason}); take an address of this machine with --host and a port above 1023 with --port", error);
        }

        return null;
    }

    private static Uri Readable(Uri bound) =>
        bound.Host is "0.0.0.0" or "[::]" ? new UriBuilder(bound) { Host = "localhost" }.Uri : bound;

    private static Task AnswerAsync(HttpContext context, int status, string word)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(word);
    }
}
