using ScriptChat.Dialogues.Results;
using ScriptChat.Messages;

namespace ScriptChat.Dialogues.Play;

/// <summary>What a dialogue is played on: the engine on a virtual clock; in the player's own tests something simpler.</summary>
internal interface IStage : IAsyncDisposable
{
    /// <summary>Brings something that a person does.</summary>
    /// <param name="person">Who.</param>
    /// <param name="arrival">What.</param>
    void Receive(PersonId person, Arrival arrival);

    /// <summary>Waits until nothing happens any more without somebody doing something or time passing.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Null, or why it does not come to that.</returns>
    ValueTask<string?> SettleAsync(CancellationToken cancellationToken);

    /// <summary>Lets time pass, and all happen that happens meanwhile.</summary>
    /// <param name="time">How much.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Null, or why it does not come to rest.</returns>
    ValueTask<string?> PassAsync(TimeSpan time, CancellationToken cancellationToken);

    /// <summary>What worlds failed since the last time that this was asked, in their order.</summary>
    IReadOnlyList<SeenFailure> TakeFailures();

    /// <summary>Makes the task's code ready, or not.</summary>
    /// <param name="ready">Whether it is.</param>
    void SetReady(bool ready);

    /// <summary>Asks the service to stop.</summary>
    /// <param name="grace">How long conversations may go on.</param>
    void Stop(TimeSpan grace);
}
