using System.Text.Json.Serialization;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Actors.Letters;

/// <summary>A world begins.</summary>
/// <param name="Kind">Which part of the journey.</param>
/// <param name="Task">The task's name; empty for an overworld.</param>
/// <param name="World">The world's name.</param>
/// <param name="Agents">Its people, in the order of their places.</param>
/// <param name="Match">The match that led to it; null for an overworld and onboarding.</param>
/// <param name="Branch">What it branches off; null for what began by itself.</param>
public sealed record Begin(WorldKind Kind, string Task, string World, IReadOnlyList<AgentSeed> Agents, string? Match, BranchOrigin? Branch = null) : Letter;

/// <summary>Where a branch comes from.</summary>
/// <param name="Conversation">The conversation whose history it begins with.</param>
/// <param name="Event">The number of the last event that it shares with it, counted from 1.</param>
/// <param name="Seed">What chance is drawn by in both.</param>
public sealed record BranchOrigin(ConversationId Conversation, int Event, string Seed);

/// <summary>A person said something.</summary>
/// <param name="Person">Who.</param>
/// <param name="Number">The number of the word among the person's words to this world, counted from 1.</param>
/// <param name="Message">What.</param>
public sealed record Spoke(PersonId Person, long Number, Message Message) : Letter;

/// <summary>A person left the world.</summary>
public sealed record LeftWorld(PersonId Person) : Letter;

/// <summary>A person has a connection, or none.</summary>
public sealed record PresenceInWorld(PersonId Person, bool Here) : Letter;

/// <summary>A person is writing. Not recorded.</summary>
public sealed record TypedInWorld(PersonId Person, bool On) : Letter
{
    /// <inheritdoc />
    public override bool IsPassing => true;
}

/// <summary>A person has read what there is. Not recorded.</summary>
public sealed record HasRead(PersonId Person) : Letter
{
    /// <inheritdoc />
    public override bool IsPassing => true;
}

/// <summary>A person's client has the world's message of this index.</summary>
public sealed record HasReceived(PersonId Person, long Index) : Letter;

/// <summary>A side effect ended: its result as JSON, or its error.</summary>
public sealed record EffectEnded(long Effect, string? Result, string? ErrorKind, string? ErrorMessage) : Letter;

/// <summary>Something that the world awaited outside of the record went on.</summary>
/// <param name="Owner">Whose loop it is for.</param>
/// <param name="Callback">What goes on.</param>
/// <param name="State">With what.</param>
public sealed record ForeignContinuation(
    [property: JsonIgnore] object? Owner = null, [property: JsonIgnore] SendOrPostCallback? Callback = null, [property: JsonIgnore] object? State = null) : Letter;

/// <summary>The conversation could not be rebuilt.</summary>
/// <param name="Reason">Why, as a code.</param>
public sealed record Abandoned(string Reason) : Letter;

/// <summary>The world is to end whatever it does.</summary>
public sealed record EndNow(WorldOutcome Outcome) : Letter;

/// <summary>Which part of the journey a world is.</summary>
public enum WorldKind
{
    /// <summary>A menu.</summary>
    Overworld,
    /// <summary>What comes before a task, alone.</summary>
    Onboarding,
    /// <summary>What a person came for, alone or with others.</summary>
    Task,
}
