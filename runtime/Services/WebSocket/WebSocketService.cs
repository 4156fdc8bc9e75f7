using Microsoft.AspNetCore.Routing;
using ScriptChat.Messages;
using ScriptChat.Services.Web;
using ScriptChat.Services.WebSocket.Limits;

namespace ScriptChat.Services.WebSocket;

/// <summary>People behind programs: <c>ws://HOST:PORT/websocket</c>.</summary>
/// <param name="settings">What it runs with.</param>
public sealed class WebSocketService(WebSocketSettings settings) : IChatService, IWebEndpoints
{
    /// <summary>Where clients connect.</summary>
    public const string Path = "/websocket";

    private readonly WebSocketEndpoint endpoint = new("websocket", Path, settings);

    /// <inheritdoc />
    public string Name => endpoint.Name;

    /// <summary>How many clients are connected.</summary>
    public int Count => endpoint.Count;

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes) => endpoint.Map(routes);

    /// <inheritdoc />
    public Task StartAsync(IGateway gateway, CancellationToken cancellationToken) => endpoint.StartAsync(gateway, cancellationToken);

    /// <inheritdoc />
    public void Deliver(PersonId person, Delivery delivery) => endpoint.Deliver(person, delivery);

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => endpoint.StopAsync(cancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => endpoint.DisposeAsync();
}
