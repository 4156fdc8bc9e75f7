using System.Collections.Concurrent;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Dialogues.Play;

/// <summary>The service that a dialogue's people come by. What they do is brought by the play itself.</summary>
/// <param name="speaker">Says who is speaking; null when nobody asks.</param>
internal sealed class DialogueService(Func<string?>? speaker = null) : IChatService
{
    /// <summary>Its name in people's addresses.</summary>
    public const string ServiceName = "dialogue";

    private readonly ConcurrentDictionary<PersonId, Seat> seats = new();

    /// <inheritdoc />
    public string Name => ServiceName;

    /// <summary>The person called so; made when there is none yet.</summary>
    /// <param name="name">The name in the dialogue.</param>
    public Seat SeatOf(string name) => seats.GetOrAdd(new PersonId(ServiceName, name), _ => new Seat(name, speaker));

    /// <summary>A world shows somebody something, right now on this thread.</summary>
    /// <param name="person">To whom.</param>
    /// <param name="message">What.</param>
    public void Observed(PersonId person, Message message)
    {
        if (seats.TryGetValue(person, out var seat)) seat.Spoken(message);
    }

    /// <inheritdoc />
    public Task StartAsync(IGateway gateway, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public void Deliver(PersonId person, Delivery delivery)
    {
        if (seats.TryGetValue(person, out var seat)) seat.Take(delivery);
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
