using ScriptChat.Diagnostics;

namespace ScriptChat.Dialogues.Play;

/// <summary>What plays run with.</summary>
public sealed record PlayOptions
{
    /// <summary>Where the engine says what happens. Default: nowhere.</summary>
    public IEventLog Log { get; init; } = NoLog.Instance;

    /// <summary>Says who is speaking: asked at each message that a world shows, while the script's call is still on the stack. What
    /// it gives is shown with messages that differ. Default: nothing is asked, which is faster.</summary>
    public Func<string?>? Speaker { get; init; }

    /// <summary>How long, by the real clock, side effects may take before a play is given up. Default: 10 seconds.</summary>
    public TimeSpan SettleLimit { get; init; } = TimeSpan.FromSeconds(10);
}
