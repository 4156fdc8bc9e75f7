using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ScriptChat.Tools.Echo;

/// <summary>The least that a WebSocket service on Kestrel can do. What is measured is measured against this.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private static readonly ReadOnlyMemory<byte> PairedText = "paired"u8.ToArray();

    private readonly WebApplication app;
    private readonly EchoOptions options;
    private readonly Lock pairing = new();
    private EchoConnection? waiting;

    private EchoServer(WebApplication app, EchoOptions options)
    {
        this.app = app;
        this.options = options;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts one.</summary>
    /// <param name="options">What it runs with.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<EchoServer> StartAsync(EchoOptions options, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        var server = new EchoServer(builder.Build(), options);
        server.app.UseWebSockets();
        server.app.Run(server.AcceptAsync);
        await server.app.StartAsync(cancellationToken);
        server.Address = new Uri(server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    /// <summary>Ends when the process is told to (SIGTERM, Ctrl-C) or the token says so.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public Task WaitAsync(CancellationToken cancellationToken) => app.WaitForShutdownAsync(cancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AcceptAsync(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var lifetime = app.Lifetime.ApplicationStopping;
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var connection = new EchoConnection(socket, options);
        try
        {
            if (options.Pairs) await PairAsync(connection, lifetime);
            await connection.RunAsync(lifetime);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // The client vanished, or the echo ends: either is the end of this connection and of nothing else.
        }
        finally
        {
            lock (pairing)
            {
                if (waiting == connection) waiting = null;
            }
        }
    }

    private async Task PairAsync(EchoConnection connection, CancellationToken cancellationToken)
    {
        EchoConnection? partner;
        lock (pairing)
        {
            partner = waiting;
            waiting = partner is null ? connection : null;
            if (partner is not null)
            {
                partner.Partner = connection;
                connection.Partner = partner;
            }
        }

        if (partner is null) return;
        await partner.TellAsync(PairedText, cancellationToken);
        await connection.TellAsync(PairedText, cancellationToken);
    }
}
