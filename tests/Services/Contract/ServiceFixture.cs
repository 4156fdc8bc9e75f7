using ScriptChat.Messages;

namespace ScriptChat.Services.Tests.Contract;

/// <summary>A service as the contract suite needs it: started against <see cref="Gateway"/>, with a way to come to it as people do.</summary>
internal abstract class ServiceFixture : IAsyncDisposable
{
    public ScriptedGateway Gateway { get; } = new();

    public abstract IChatService Service { get; }

    /// <summary>Whether several people can come at once.</summary>
    public virtual bool ManyPeople => true;

    /// <summary>Whether a person can say that they leave, other than by closing.</summary>
    public virtual bool HasStop => true;

    /// <summary>Whether quick replies reach the client as a list.</summary>
    public virtual bool ShowsReplies => true;

    /// <summary>Starts the service, with <see cref="Gateway"/> attached.</summary>
    public abstract Task StartAsync();

    /// <summary>Somebody new comes.</summary>
    public abstract Task<IChatClient> ConnectAsync();

    /// <summary>Stops what the service stands on.</summary>
    public abstract ValueTask DisposeAsync();
}

/// <summary>Somebody at the other end of a service, with a real connection.</summary>
internal interface IChatClient : IAsyncDisposable
{
    /// <summary>Says something.</summary>
    Task SayAsync(string text);

    /// <summary>The next message that is shown; acknowledgements and the like are passed over.</summary>
    Task<Seen> SeeAsync();

    /// <summary>Says that they leave, where the service has a way to.</summary>
    Task StopAsync();

    /// <summary>Closes politely.</summary>
    Task CloseAsync();

    /// <summary>Ends when the service has closed the connection, with its code or 0 when there are none. Messages still coming are dropped.</summary>
    Task<int> ClosedAsync();
}

/// <summary>A message as the client sees it.</summary>
internal sealed record Seen(string Text, IReadOnlyList<string>? QuickReplies);
