namespace ScriptChat.Messages;

/// <summary>A way to reach people.</summary>
public interface IChatService : IAsyncDisposable
{
    /// <summary>Its name, the first part of its people's addresses: <c>websocket</c>, <c>browser</c>, <c>terminal</c>.</summary>
    string Name { get; }

    /// <summary>Begins to bring people in. From now on deliveries may come.</summary>
    /// <param name="gateway">Where to bring what they do.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    Task StartAsync(IGateway gateway, CancellationToken cancellationToken);

    /// <summary>Brings something to a person. Never blocks and never throws: a connection that is slow or gone is the
    /// service's own affair. Called from any thread; for one person one call at a time, in order.</summary>
    /// <param name="person">Whom.</param>
    /// <param name="delivery">What.</param>
    void Deliver(PersonId person, Delivery delivery);

    /// <summary>Takes nobody new, and ends when the last delivery is out or the token says so.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task StopAsync(CancellationToken cancellationToken);
}
