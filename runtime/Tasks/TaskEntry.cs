namespace ScriptChat.Tasks;

/// <summary>One <c>[tasks.NAME]</c>.</summary>
public sealed record TaskEntry
{
    /// <summary>The name that the overworld returns.</summary>
    public required string Name { get; init; }

    /// <summary>The world that a person passes first; null for none.</summary>
    public string? OnboardWorld { get; init; }

    /// <summary>The world proper.</summary>
    public required string TaskWorld { get; init; }

    /// <summary>How many agents it takes.</summary>
    public int AgentsRequired { get; init; } = 1;

    /// <summary>How long somebody may wait in the pool.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>How long an agent that is waited for may be silent before they count as having left; null for ever.</summary>
    public TimeSpan? ResponseTimeout { get; init; }

    /// <summary>Where to go when the wait is over; null for the overworld.</summary>
    public string? BackupTask { get; init; }

    /// <summary>How often an idle world's parley is called all the same; null for never.</summary>
    public TimeSpan? Tick { get; init; }
}
