using ScriptChat.Scripting.Building;
using ScriptChat.Tasks;

namespace ScriptChat.Scripting;

/// <summary>What a catalog runs with.</summary>
public sealed record CatalogOptions
{
    /// <summary>Where compiled output is kept, by content; null to keep none.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Where the versions that went live are kept, sources and compiled output, so that conversations find theirs after a
    /// restart; null to keep none.</summary>
    public string? VersionsFolder { get; init; }

    /// <summary>Whether saves are followed. Default: true.</summary>
    public bool Watch { get; init; } = true;

    /// <summary>Whether scripts are compiled to be fast, for people who talk, rather than to be stepped through and looked into, for
    /// authors; they compute up to ten times as fast. A trace may leave out small functions. Default: false.</summary>
    public bool Optimize { get; init; }

    /// <summary>The clock and its timers. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Loads the configured models.</summary>
    public required ModelLoader Models { get; init; }

    /// <summary>Checks the configured models without loading them, for <see cref="TaskCatalog.CheckAsync"/>. Default: nothing.</summary>
    public ModelCheck CheckModel { get; init; } = (_, _, _) => { };

    /// <summary>Changes the configuration after it is read, for what the command line overrides. Default: nothing.</summary>
    public Func<TaskConfig, TaskConfig> Adjust { get; init; } = config => config;

    /// <summary>What compiled output must have been made by to be used.</summary>
    internal string Stamp
    {
        get => field ?? RuntimeStamp.Of(Optimize);
        init;
    }

    /// <summary>The folders that are the runtime's own, wherever they lie.</summary>
    internal IReadOnlyList<string> Apart =>
        [.. new[] { CacheFolder, VersionsFolder }.OfType<string>().Select(own => Path.TrimEndingDirectorySeparator(Path.GetFullPath(own)))];
}
