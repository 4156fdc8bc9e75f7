using ScriptChat.Services.Terminal.Screen;

namespace ScriptChat.Services.Terminal.Client;

/// <summary>What a <see cref="TerminalClient"/> runs with.</summary>
public sealed record TerminalClientSettings
{
    /// <summary>The terminal. Default: the process's own.</summary>
    public TerminalConsole Console { get; init; } = TerminalConsole.OfProcess();

    /// <summary>How long an attempt to connect may take. Default: 10 seconds.</summary>
    public TimeSpan ConnectWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the end is waited for after leaving. Default: 5 seconds.</summary>
    public TimeSpan LeaveWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause between two attempts to come back. The first is a quarter of a second; each is up to twice the
    /// one before, less a random part. Default: 10 seconds.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
