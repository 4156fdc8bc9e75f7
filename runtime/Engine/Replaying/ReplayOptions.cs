using ScriptChat.Diagnostics;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Replaying;

/// <summary>How a recorded conversation is played again.</summary>
public sealed record ReplayOptions
{
    /// <summary>Where the version is found that it ran on.</summary>
    public required IWorldCatalog Catalog { get; init; }

    /// <summary>An edited version to play it on, as a save does with a live conversation: with timers of its own, and with the recorded answers of
    /// side effects where it asks for the same; null (the default) for its own, which has to do all as it did.</summary>
    public WorldModule? Module { get; init; }

    /// <summary>The number of the last event to play, counted from 1; null (the default) for all.</summary>
    public int? Until { get; init; }

    /// <summary>Opens a file that a person sent, for the world. Default: there are none.</summary>
    public Func<Payload, Stream> OpenUpload { get; init; } = static _ => throw new FileNotFoundException("There are no files here.");

    /// <summary>Where the world says what goes wrong in it. Default: nowhere.</summary>
    public IEventLog Log { get; init; } = NoLog.Instance;
}
