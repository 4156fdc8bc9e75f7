using ScriptChat.Services.Terminal.Screen;

namespace ScriptChat.Services.Terminal;

/// <summary>What a <see cref="TerminalService"/> runs with.</summary>
public sealed record TerminalSettings
{
    /// <summary>The terminal. Default: the process's own.</summary>
    public TerminalConsole Console { get; init; } = TerminalConsole.OfProcess();

    /// <summary>What is said to somebody at a terminal before all else; null for nothing. Not shown to a pipe.</summary>
    public string? Greeting { get; init; } = "Ctrl-C leaves.";

    /// <summary>How long the end is waited for after leaving. Default: 5 seconds.</summary>
    public TimeSpan LeaveWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
