using System.Text.Json;
using ScriptChat.Messages;

namespace ScriptChat.Engine.Transcripts;

/// <summary>A conversation as the journal has it: who took part, who said what when, and what was saved.</summary>
public sealed record ConversationTranscript
{
    /// <summary>Its id.</summary>
    public required ConversationId Id { get; init; }

    /// <summary>The task's name under <c>[tasks]</c>; empty for an overworld.</summary>
    public required string Task { get; init; }

    /// <summary>The world's name.</summary>
    public required string World { get; init; }

    /// <summary>Which part of a journey it was.</summary>
    public required ConversationKind Kind { get; init; }

    /// <summary>The version of the scripts that it began on; null when it is not recorded. A turn has the version that it was told on.</summary>
    public string? Version { get; init; }

    /// <summary>The version that it was on last: another one when it followed an edited script.</summary>
    public string? LastVersion { get; init; }

    /// <summary>The run of the service that it began in, counted from 1; 0 when it is not recorded.</summary>
    public long Run { get; init; }

    /// <summary>When it began (UTC).</summary>
    public required DateTimeOffset Begun { get; init; }

    /// <summary>When the last person was out of it (UTC); null while somebody is in it.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>How it ended: <c>done</c>, <c>partner_left</c>, <c>crashed</c>, <c>silent</c>, <c>removed</c>, <c>lost</c>, <c>stopped</c>, or <c>left</c>
    /// when all went away; null while it goes on.</summary>
    public string? Outcome { get; init; }

    /// <summary>How many events it has had.</summary>
    public required int Events { get; init; }

    /// <summary>Its people, by their places.</summary>
    public required IReadOnlyList<TranscriptPerson> People { get; init; }

    /// <summary>What was said, in order.</summary>
    public required IReadOnlyList<TranscriptTurn> Turns { get; init; }

    /// <summary>What the world saved, in order.</summary>
    public required IReadOnlyList<SavedRow> Rows { get; init; }
}

/// <summary>Which part of a journey a conversation was.</summary>
public enum ConversationKind
{
    /// <summary>The menu.</summary>
    Overworld,

    /// <summary>What somebody passes before a task.</summary>
    Onboarding,

    /// <summary>The task proper.</summary>
    Task,
}

/// <summary>A row that a world added to its task's dataset.</summary>
/// <param name="Event">The number of the event that it belongs to, counted from 1.</param>
/// <param name="Time">When (UTC).</param>
/// <param name="Version">The version of the scripts.</param>
/// <param name="Run">The run of the service, counted from 1; 0 when it is not recorded.</param>
/// <param name="Value">The row.</param>
public sealed record SavedRow(int Event, DateTimeOffset Time, string? Version, long Run, JsonElement Value);
