namespace ScriptChat.Engine.Replaying;

/// <summary>An event of a conversation that was played again, and what came of it then and now.</summary>
public sealed record ReplayedEvent
{
    /// <summary>Its number, counted from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Whether only the edited script has it: a timer of its own rings. Its number is then that of the event before it.</summary>
    public bool IsOwn { get; init; }

    /// <summary>When it happened (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What happened, in words: <c>Agent_0 says "hello"</c>.</summary>
    public required string Event { get; init; }

    /// <summary>What it made the script do now, in words, line by line.</summary>
    public required IReadOnlyList<string> Now { get; init; }

    /// <summary>What it made the script do then, in words, line by line.</summary>
    public required IReadOnlyList<string> Then { get; init; }

    /// <summary>What is different; null when nothing is.</summary>
    public string? Difference { get; init; }

    /// <summary>Whether the conversation went another way, or the edited script can't carry the event; else only what it tells is different.</summary>
    public bool IsFatal { get; init; }

    /// <summary>What the world waits for after the event, in words.</summary>
    public required string Waits { get; init; }
}
