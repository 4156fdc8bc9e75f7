using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Actors.Letters;

/// <summary>The person's service brought something.</summary>
/// <remarks>What was said at the password gate is never recorded, so the arrival itself is written by its reader.</remarks>
public sealed record Arrived([property: JsonIgnore] Arrival Arrival) : Letter;

/// <summary>A pool wants the person for a match.</summary>
public sealed record Reserve(PoolId Pool, long Entry, string Match) : Letter;

/// <summary>The match did not come about; the person is in line as before.</summary>
public sealed record Released(PoolId Pool, string Match) : Letter;

/// <summary>The person has waited for a while.</summary>
/// <param name="Pool">Where.</param>
/// <param name="Entry">Which wait.</param>
/// <param name="Place">The place in line, counted from 1.</param>
public sealed record StillWaiting(PoolId Pool, long Entry, int Place) : Letter;

/// <summary>The person is no longer in the pool.</summary>
public sealed record OutOfPool(PoolId Pool, long Entry, RemovalReason Reason) : Letter;

/// <summary>The answer of the task's eligibility function.</summary>
public sealed record EligibilityKnown(PoolId Pool, long Entry, bool Eligible) : Letter;

/// <summary>The pool has lost the answer of the task's eligibility function.</summary>
public sealed record EligibilityWanted(PoolId Pool, long Entry) : Letter;

/// <summary>The service goes on after a restart.</summary>
/// <param name="MatchStands">Whether the match that the person agreed to has become a conversation.</param>
public sealed record ServiceResumed(bool MatchStands) : Letter;

/// <summary>A task world began with the person.</summary>
/// <param name="Conversation">Which.</param>
/// <param name="Match">The match that led to it.</param>
public sealed record JoinedWorld(ConversationId Conversation, string Match) : Letter;

/// <summary>Somebody new finds themselves in a world that has been going on: in a branch of another's conversation.</summary>
/// <param name="Conversation">Which world.</param>
/// <param name="Kind">Which part of the journey it is.</param>
/// <param name="Task">The task's name; empty for an overworld.</param>
/// <param name="Seed">What is kept of them.</param>
/// <param name="Said">What they were told and what they said, in order.</param>
/// <param name="Taken">How many of their words the world has taken.</param>
public sealed record Seated(ConversationId Conversation, WorldKind Kind, string Task, AgentSeed Seed, IReadOnlyList<PastWord> Said, long Taken) : Letter;

/// <summary>Something that was said before.</summary>
/// <param name="Message">What.</param>
/// <param name="Own">Whether by the person; else to them.</param>
public sealed record PastWord(Message Message, bool Own);

/// <summary>A world says something to the person.</summary>
/// <param name="Conversation">Which world.</param>
/// <param name="Index">The number of the message among what the world told this person, if the world wants to hear that it arrived; else 0.</param>
/// <param name="Message">What.</param>
/// <param name="Taken">The number of the person's last word that the world has taken.</param>
public sealed record Told(ConversationId Conversation, long Index, Message Message, long Taken) : Letter;

/// <summary>A world has taken the person's words up to a number.</summary>
public sealed record TakenUpTo(ConversationId Conversation, long Taken) : Letter;

/// <summary>A world changed what is kept of the person. Null values remove.</summary>
public sealed record DataChanged(ConversationId Conversation, JsonObject? Data, JsonObject? StoredData) : Letter;

/// <summary>A world is over for the person.</summary>
/// <param name="Conversation">Which.</param>
/// <param name="Outcome">How.</param>
/// <param name="Choice">The overworld's choice.</param>
/// <param name="Data">What the world left behind.</param>
/// <param name="Taken">The number of the person's last word that the world has taken.</param>
public sealed record WorldEnded(ConversationId Conversation, WorldOutcome Outcome, string? Choice, JsonObject? Data, long Taken) : Letter;

/// <summary>Somebody in the world is writing. Not recorded.</summary>
public sealed record PartnerTyping(ConversationId Conversation, bool On, string Who) : Letter
{
    /// <inheritdoc />
    public override bool IsPassing => true;
}

/// <summary>A partner is here, away or has left. Not recorded.</summary>
public sealed record PartnerPresence(ConversationId Conversation, string Who, string State) : Letter
{
    /// <inheritdoc />
    public override bool IsPassing => true;
}

/// <summary>A partner has read what there is. Not recorded.</summary>
public sealed record PartnerRead(ConversationId Conversation, string Who) : Letter
{
    /// <inheritdoc />
    public override bool IsPassing => true;
}

/// <summary>Who else is in the world. Not recorded.</summary>
public sealed record PartnersAre(ConversationId Conversation, IReadOnlyList<Partner> Partners) : Letter
{
    /// <inheritdoc />
    public override bool IsPassing => true;
}

/// <summary>How things stand in line. Not recorded.</summary>
/// <param name="Pool">Where.</param>
/// <param name="Entry">Which wait.</param>
/// <param name="Place">The place in line, counted from 1.</param>
/// <param name="Needs">How many people a conversation needs.</param>
/// <param name="Limit">How long one waits.</param>
public sealed record PlaceInLine(PoolId Pool, long Entry, int Place, int Needs, TimeSpan Limit) : Letter
{
    /// <inheritdoc />
    public override bool IsPassing => true;
}
