using System.Text.Json.Nodes;
using ScriptChat.Diagnostics;
using ScriptChat.Worlds;

namespace ScriptChat.Messages;

/// <summary>What a service is to bring to a person, over a connection that it numbered. Values; delivered in order, once what
/// they depend on is durable.</summary>
/// <param name="Connection">The connection.</param>
public abstract record Delivery(long Connection);

/// <summary>The answer to <see cref="Connected"/>; what was missed follows.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Resumed">Whether the person was here before.</param>
/// <param name="Seq">The number of the last message so far.</param>
public sealed record Welcomed(long Connection, bool Resumed, long Seq) : Delivery(Connection);

/// <summary>A message for the person. Numbers have no gaps.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Seq">Its number, counted from 1.</param>
/// <param name="Message">The message.</param>
public sealed record Shown(long Connection, long Seq, Message Message) : Delivery(Connection)
{
    /// <summary>When it was said (UTC), as it is recorded; null when that is not known.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>The author has changed the script and it tells the conversation otherwise: messages from a number on are struck; the
/// new telling follows with fresh numbers. The person's own words stand.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="From">The first number that is struck.</param>
public sealed record Struck(long Connection, long From) : Delivery(Connection)
{
    /// <summary>The last number that is struck; null for all that were delivered before this. With it, a client to which this
    /// comes a second time can't take the new telling for the old.</summary>
    public long? Upto { get; init; }
}

/// <summary>The person's own earlier words, for a client that has lost them.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="After">The number of the message after which they were said; 0 for before the first.</param>
/// <param name="ClientId">The client's id of them, if it gave one.</param>
/// <param name="Text">The words.</param>
public sealed record OwnWords(long Connection, long After, string? ClientId, string Text) : Delivery(Connection)
{
    /// <summary>The file that went with them, by reference; null for none.</summary>
    public Payload? Payload { get; init; }

    /// <summary>When they were said (UTC), as it is recorded; null when that is not known.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>What the person says of a message is safe; and what they said of it earlier, for a client that has lost it. The last counts.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Seq">The message.</param>
/// <param name="Content">What they say of it.</param>
public sealed record Judgement(long Connection, long Seq, JsonObject Content) : Delivery(Connection);

/// <summary>The client's message is safe.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="ClientId">The client's id of it.</param>
public sealed record Acknowledged(long Connection, string ClientId) : Delivery(Connection);

/// <summary>Somebody in the conversation is writing, or no longer. Not numbered, not kept.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="On">Whether they are.</param>
/// <param name="Who">Their role, empty for the world itself.</param>
public sealed record Typing(long Connection, bool On, string Who) : Delivery(Connection);

/// <summary>A partner has read what this person said so far. Not numbered, not kept.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Who">The partner's role.</param>
public sealed record ReadBy(long Connection, string Who) : Delivery(Connection);

/// <summary>A partner is here, away, or has left. Not numbered, not kept.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Who">The partner's role.</param>
/// <param name="State"><c>here</c>, <c>away</c> or <c>left</c>.</param>
public sealed record Presence(long Connection, string Who, string State) : Delivery(Connection);

/// <summary>Where the person is on their way, whenever that changes, and after each <see cref="Welcomed"/>. Not numbered, not kept. A
/// protocol that has no words for it drops it.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Where"><c>outside</c> (the next word opens the journey), <c>gate</c> (a password is asked for), <c>starting</c> (the
/// task is being prepared), <c>menu</c>, <c>onboarding</c>, <c>line</c>, or <c>world</c>.</param>
public sealed record Whereabouts(long Connection, string Where) : Delivery(Connection)
{
    /// <summary>The task's name under <c>[tasks]</c>; empty where there is none.</summary>
    public string Task { get; init; } = "";

    /// <summary>Who else is in the world. Until it is known: empty; <see cref="Presence"/> says what changes.</summary>
    public IReadOnlyList<Partner> Partners { get; init; } = [];

    /// <summary>In line: how things stand there; else null.</summary>
    public LineNews? Line { get; init; }
}

/// <summary>Somebody else in the world.</summary>
/// <param name="Who">Their role.</param>
/// <param name="State"><c>here</c>, <c>away</c> or <c>left</c>.</param>
public sealed record Partner(string Who, string State);

/// <summary>How things stand for somebody in line.</summary>
/// <param name="Place">Their place, counted from 1. Far back it is told less often than it changes.</param>
/// <param name="Needs">How many people a conversation needs.</param>
/// <param name="Waited">How long they have waited.</param>
/// <param name="Limit">How long one waits before the task gives up.</param>
public sealed record LineNews(int Place, int Needs, TimeSpan Waited, TimeSpan Limit);

/// <summary>Something was refused.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Code">The code.</param>
/// <param name="Text">What is wrong and what to do, for the client's author.</param>
/// <param name="ClientId">The client's id of the message that was refused, if it was one.</param>
public sealed record Refused(long Connection, DiagnosticCode Code, string Text, string? ClientId = null) : Delivery(Connection);

/// <summary>The connection is to be closed, once what came before is out.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Reason">Why.</param>
public sealed record Closing(long Connection, CloseReason Reason) : Delivery(Connection);

/// <summary>Why a connection is closed from here.</summary>
public enum CloseReason
{
    /// <summary>Another connection of the same person took the seat.</summary>
    Replaced,

    /// <summary>The person's journey is over.</summary>
    Ended,

    /// <summary>The service stops.</summary>
    ShuttingDown,
}
