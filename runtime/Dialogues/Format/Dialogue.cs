namespace ScriptChat.Dialogues.Format;

/// <summary>A conversation as somebody wrote it down: who does what, and what people must see then. Immutable; play it as
/// often as you like.</summary>
public sealed class Dialogue
{
    /// <summary>The clock's time at the start of a play where the dialogue does not say another.</summary>
    public static readonly DateTimeOffset DefaultClock = new(2025, 1, 1, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Where it was read from, as it stands in messages.</summary>
    public required string Path { get; init; }

    /// <summary>Its lines as written, without their ends.</summary>
    public required IReadOnlyList<string> Source { get; init; }

    /// <summary>What is done, in order, with what it brings about.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>The people in the order in which they enter.</summary>
    public required IReadOnlyList<string> People { get; init; }

    /// <summary>The password of the gate; null to take the task's.</summary>
    public string? Password { get; init; }

    /// <summary>Seeds all chance in the play. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What the clock says at the start.</summary>
    public DateTimeOffset Clock { get; init; } = DefaultClock;
}
