using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Actors.Letters;

/// <summary>A person gets in line.</summary>
/// <param name="Entry">The number of this wait among the person's waits.</param>
/// <param name="Agent">The person.</param>
/// <param name="Eligible">Whether they may be matched; null while eligibility is being asked.</param>
public sealed record Enter(long Entry, AgentSeed Agent, bool? Eligible) : Letter;

/// <summary>Whether a waiting person may be matched.</summary>
public sealed record EligibilityIs(PersonId Person, long Entry, bool Eligible) : Letter;

/// <summary>A person's answer to a match. Yes binds them until it starts or is released.</summary>
public sealed record AnswerMatch(PersonId Person, string Match, bool Yes) : Letter;

/// <summary>A waiting person has a connection, or none.</summary>
public sealed record PresenceInPool(PersonId Person, long Entry, bool Here) : Letter;

/// <summary>A waiting person goes away.</summary>
public sealed record Withdraw(PersonId Person, long Entry, RemovalReason Reason) : Letter;

/// <summary>The roles of a match: who takes part, and who goes back to their place in line.</summary>
/// <param name="Conversation">Which conversation.</param>
/// <param name="Match">The match that led to it.</param>
/// <param name="Kept">Who takes part, in the order of their places.</param>
/// <param name="Dropped">Who does not.</param>
/// <param name="Roles">The display ids of those who take part, for whoever reads the record; empty for none.</param>
public sealed record RolesAssigned(
    ConversationId Conversation, string Match, IReadOnlyList<PersonId> Kept, IReadOnlyList<PersonId> Dropped, IReadOnlyList<string>? Roles = null) : Letter;

/// <summary>A task world of the pool is over.</summary>
public sealed record ConversationOver(ConversationId Conversation) : Letter;

/// <summary>A worker is free.</summary>
public sealed record SlotFreed : Letter
{
    /// <summary>The one there is.</summary>
    public static SlotFreed Instance { get; } = new();
}

/// <summary>All conversations that may be had have begun; nobody needs to wait any more.</summary>
public sealed record PoolsClose : Letter
{
    /// <summary>The one there is.</summary>
    public static PoolsClose Instance { get; } = new();
}
