using ScriptChat.Tasks;

namespace ScriptChat.Scripting;

/// <summary>What a catalog runs with.</summary>
public sealed record CatalogOptions
{
    /// <summary>Where compiled output is kept, by content; null to keep none.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Whether saves are followed. Default: true.</summary>
    public bool Watch { get; init; } = true;

    /// <summary>The clock and its timers. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Loads the configured models.</summary>
    public required ModelLoader Models { get; init; }

    /// <summary>Changes the configuration after it is read, for what the command line overrides. Default: nothing.</summary>
    public Func<TaskConfig, TaskConfig> Adjust { get; init; } = config => config;
}
