using System.Text.Json.Nodes;
using ScriptChat.Messages;

namespace ScriptChat.Services.Author;

/// <summary>What the author's view shows, from whoever knows it. All of it is JSON that the page's modules read; its fields stand in the README.</summary>
public interface IAuthorDesk
{
    /// <summary>How the task's code is: now, then after each save.</summary>
    /// <param name="cancellationToken">Nobody listens any more.</param>
    IAsyncEnumerable<JsonObject> BuildsAsync(CancellationToken cancellationToken);

    /// <summary>What goes wrong in worlds, from now on; what was thrown in a conversation, which may quote what people said, only where it was somebody's own.</summary>
    /// <param name="person">Who; null for nobody in particular.</param>
    /// <param name="cancellationToken">Nobody listens any more.</param>
    IAsyncEnumerable<JsonObject> FaultsAsync(PersonId? person, CancellationToken cancellationToken);

    /// <summary>Says so whenever something has happened to somebody or in their conversation; what happens while it is said is said once.</summary>
    /// <param name="person">Who.</param>
    /// <param name="cancellationToken">Nobody listens any more.</param>
    /// <returns>How often it was said.</returns>
    IAsyncEnumerable<long> ChangesAsync(PersonId person, CancellationToken cancellationToken);

    /// <summary>A conversation of somebody's, with all its events, as it is after the last.</summary>
    /// <param name="person">Who.</param>
    /// <param name="conversation">Which of theirs; null for the one that they are in, or were in last.</param>
    /// <param name="cancellationToken">Nobody wants it any more.</param>
    /// <returns>Null when there is no such person or conversation of theirs.</returns>
    Task<JsonObject?> LookAsync(PersonId person, ConversationId? conversation, CancellationToken cancellationToken);

    /// <summary>A conversation of somebody's as it was after an event.</summary>
    /// <param name="person">Who.</param>
    /// <param name="conversation">Which of theirs; null for the one that they are in, or were in last.</param>
    /// <param name="number">The number of the event, counted from 1.</param>
    /// <param name="cancellationToken">Nobody wants it any more.</param>
    /// <returns>Null when there is no such event.</returns>
    Task<JsonObject?> LookAtAsync(PersonId person, ConversationId? conversation, int number, CancellationToken cancellationToken);

    /// <summary>Begins a new conversation with the history of one of somebody's, up to an event.</summary>
    /// <param name="person">Who.</param>
    /// <param name="conversation">Which of theirs.</param>
    /// <param name="number">The number of the last event of that history.</param>
    /// <param name="seat">Makes the address of somebody new, for whoever takes a seat in it.</param>
    /// <param name="cancellationToken">Nobody wants it any more.</param>
    /// <returns>The seats: who takes them, and what the world calls them; null when there is no such conversation or event.</returns>
    /// <exception cref="AuthorException">It can't be made there.</exception>
    Task<IReadOnlyList<(PersonId Person, string Name)>?> BranchAsync(PersonId person, ConversationId conversation, int number, Func<PersonId> seat, CancellationToken cancellationToken);
}
