using ScriptChat.Messages;

namespace ScriptChat.Engine;

/// <summary>People, pools and conversations, behind the gateway.</summary>
public sealed class ChatEngine : IGateway, IAsyncDisposable
{
    /// <summary>Makes an engine; it is ready at once.</summary>
    /// <param name="options">What it runs with.</param>
    public ChatEngine(EngineOptions options) => Options = options;

    /// <summary>What it runs with.</summary>
    public EngineOptions Options { get; }

    /// <summary>How many side effects, model calls and hooks are under way. With none, and no work waiting, nothing happens until
    /// somebody does something or time passes.</summary>
    public int EffectsUnderWay => throw new NotImplementedException();

    /// <summary>How many people, people waiting and conversations there are.</summary>
    public EngineCounts Counts => throw new NotImplementedException();

    /// <summary>Makes a service's people reachable. Call before the service brings anybody.</summary>
    /// <param name="service">The service.</param>
    public void Attach(IChatService service) => throw new NotImplementedException();

    /// <inheritdoc />
    public void Receive(PersonId person, Arrival arrival) => throw new NotImplementedException();

    /// <summary>Takes nobody new, tells everybody, waits for running conversations, then ends the rest.</summary>
    /// <param name="grace">How long conversations may go on.</param>
    /// <param name="cancellationToken">Ends the grace.</param>
    public Task StopAsync(TimeSpan grace, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
