using System.Text.Json.Nodes;
using ScriptChat.Messages;

namespace ScriptChat.Engine.Transcripts;

/// <summary>Something said in a conversation. What a world passes on word for word is the speaker's own turn, not another one.</summary>
public sealed record TranscriptTurn
{
    /// <summary>Its number in the conversation, counted from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The number of the event that it belongs to, counted from 1, as <c>runtime replay</c> counts.</summary>
    public required int Event { get; init; }

    /// <summary>When it was said (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Who spoke.</summary>
    public required TurnKind Kind { get; init; }

    /// <summary>The speaker's name: a person's role, or the name that the world gave to a message, which may be empty.</summary>
    public required string Speaker { get; init; }

    /// <summary>The person who spoke; null for a world or a model.</summary>
    public PersonId? Person { get; init; }

    /// <summary>The words. Empty beside a payload, and where they were erased.</summary>
    public required string Text { get; init; }

    /// <summary>The answers to pick from; empty for none.</summary>
    public IReadOnlyList<string> QuickReplies { get; init; } = [];

    /// <summary>The kind of what went with the words; null for nothing.</summary>
    public string? Payload { get; init; }

    /// <summary>Where what went with the words is; null where it is not at an address.</summary>
    public string? PayloadUrl { get; init; }

    /// <summary>The places of those who were shown it, in order. Who spoke is not among them.</summary>
    public required IReadOnlyList<int> ShownTo { get; init; }

    /// <summary>The time from what it answers: for a person's words the last message that they were shown, for a message the last words of a
    /// person; null when there were none.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>Whether the world has taken a person's words; false when it ended before.</summary>
    public bool Taken { get; init; } = true;

    /// <summary>What those who were shown it said of it, by their places; empty for nothing.</summary>
    public IReadOnlyList<TurnFeedback> Feedback { get; init; } = [];

    /// <summary>The version of the scripts.</summary>
    public string? Version { get; init; }

    /// <summary>The run of the service, counted from 1; 0 when it is not recorded.</summary>
    public long Run { get; init; }
}

/// <summary>Who speaks in a turn.</summary>
public enum TurnKind
{
    /// <summary>A person.</summary>
    Person,

    /// <summary>The world, or a model by its mouth.</summary>
    World,
}

/// <summary>What somebody said of a turn; their last word on it.</summary>
/// <param name="Place">The place of who said it, counted from 0.</param>
/// <param name="Time">When (UTC).</param>
/// <param name="Content">What: the fields of the client's <c>feedback</c> frame, such as <c>thumb</c> and <c>comment</c>.</param>
public sealed record TurnFeedback(int Place, DateTimeOffset Time, JsonObject Content);
