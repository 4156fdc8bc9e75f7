using ScriptChat.Diagnostics;

namespace ScriptChat.Dialogues.Play;

/// <summary>What plays run with.</summary>
public sealed record PlayOptions
{
    /// <summary>Where the engine says what happens. Default: nowhere.</summary>
    public IEventLog Log { get; init; } = NoLog.Instance;

    /// <summary>How long, by the real clock, side effects may take before a play is given up. Default: 10 seconds.</summary>
    public TimeSpan SettleLimit { get; init; } = TimeSpan.FromSeconds(10);
}
