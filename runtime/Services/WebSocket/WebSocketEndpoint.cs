using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Services.Web;
using ScriptChat.Services.WebSocket.Connections;
using ScriptChat.Services.WebSocket.Limits;
using ScriptChat.Services.WebSocket.Protocols;

namespace ScriptChat.Services.WebSocket;

/// <summary>A path at which people of one service connect with WebSockets, in ParlAI's frames or in <c>scriptchat.v1</c>. A
/// service of its own (<see cref="WebSocketService"/>) or a part of one, which forwards to it.</summary>
public sealed class WebSocketEndpoint : IChatService, IWebEndpoints
{
    private readonly string path;
    private readonly WebSocketSettings settings;
    private readonly OriginPolicy origins;
    private readonly Admission admission;
    private readonly ConcurrentDictionary<long, Connection> connections = new();
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Surroundings? around;
    private volatile bool stopping;
    private ITimer? checks;

    /// <summary>Makes one; it takes connections once started.</summary>
    /// <param name="name">The service's name, the first part of its people's addresses.</param>
    /// <param name="path">Where clients connect, such as <c>/websocket</c>.</param>
    /// <param name="settings">What it runs with.</param>
    public WebSocketEndpoint(string name, string path, WebSocketSettings settings)
    {
        Name = name;
        this.path = path;
        this.settings = settings;
        origins = new OriginPolicy(settings.AllowedOrigins);
        admission = new Admission(settings.Limits);
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <summary>How many clients are connected.</summary>
    public int Count => connections.Count;

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet(path, (RequestDelegate)AcceptAsync);

    /// <inheritdoc />
    public Task StartAsync(IGateway gateway, CancellationToken cancellationToken)
    {
        around = new Surroundings(Name, gateway, settings, new PersonTurns());
        var limits = settings.Limits;
        var shortest = new[] { limits.HelloWithin, limits.IdleAfter, limits.CloseWithin }.Min();
        checks = settings.Time.CreateTimer(_ => Check(), null, shortest / 4, shortest / 4);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public void Deliver(PersonId person, Delivery delivery)
    {
        if (connections.TryGetValue(delivery.Connection, out var connection)) connection.Deliver(delivery);
    }

    /// <inheritdoc />
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        stopping = true;
        foreach (var connection in connections.Values) connection.Close(CloseCodes.ShuttingDown, "shutting down");
        if (connections.IsEmpty) stopped.TrySetResult();
        try
        {
            await stopped.Task.WaitAsync(settings.Limits.CloseWithin, settings.Time, cancellationToken);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            foreach (var connection in connections.Values) connection.Abort();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        stopping = true;
        foreach (var connection in connections.Values) connection.Abort();
        if (checks is not null) await checks.DisposeAsync();
    }

    private async Task AcceptAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await RefuseAsync(context, StatusCodes.Status426UpgradeRequired, ServiceCodes.NotAWebSocket);
            return;
        }

        if (around is not { } here || stopping)
        {
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, ServiceCodes.ShuttingDown);
            return;
        }

        if (!origins.Allows(context))
        {
            Log(ServiceCodes.ForeignOrigin, context);
            await RefuseAsync(context, StatusCodes.Status403Forbidden, ServiceCodes.ForeignOrigin);
            return;
        }

        if (admission.Enter(context.Connection.RemoteIpAddress, out var place) is { } full)
        {
            Log(full, context);
            var status = full == ServiceCodes.TooManyConnections ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status429TooManyRequests;
            await RefuseAsync(context, status, full);
            return;
        }

        try
        {
            await ConverseAsync(context, here);
        }
        finally
        {
            admission.Leave(place);
        }
    }

    private async Task ConverseAsync(HttpContext context, Surroundings here)
    {
        var typed = context.WebSockets.WebSocketRequestedProtocols.Contains(TypedProtocol.Name);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = typed ? TypedProtocol.Name : null,
            KeepAliveInterval = settings.Limits.PingEvery,
            KeepAliveTimeout = settings.Limits.PongWithin,
        });
        var connection = new Connection(here, context, socket, each => typed ? new TypedProtocol(each, settings.Markup) : new PlainProtocol(each));
        connections[connection.Id] = connection;

        // Who came in while the stop looked around is told too.
        if (stopping) connection.Close(CloseCodes.ShuttingDown, "shutting down");
        try
        {
            await connection.RunAsync();
        }
        finally
        {
            connections.TryRemove(connection.Id, out _);
            if (stopping && connections.IsEmpty) stopped.TrySetResult();
        }
    }

    private void Check()
    {
        var now = settings.Time.GetTimestamp();
        foreach (var (_, connection) in connections) connection.Check(now);
    }

    private void Log(DiagnosticCode code, HttpContext context) =>
        settings.Log.Write(code.Severity, code, code.Title, $"{Name} from {context.Connection.RemoteIpAddress}");

    private static Task RefuseAsync(HttpContext context, int status, DiagnosticCode code)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync($"{code.Id}: {code.Title}; {code.Advice}\n");
    }
}
