using System.Text.RegularExpressions;
using ScriptChat.Tools.Load.Running;

namespace ScriptChat.Tools.Load.Killing;

/// <summary>How clients talk that come back whatever happens to the service.</summary>
internal sealed record SteadyOptions
{
    /// <summary>The service.</summary>
    public required Uri Url { get; init; }

    /// <summary>Whether each hears itself or its partner. Default: echo.</summary>
    public Scenario Scenario { get; init; }

    /// <summary>How many connections.</summary>
    public int Connections { get; init; } = 200;

    /// <summary>What each says to get into the world, after the hello that opens the journey.</summary>
    public IReadOnlyList<string> Opening { get; init; } = [];

    /// <summary>By what the message is known that says "you are in".</summary>
    public required Regex Ready { get; init; }

    /// <summary>How long each waits between an acknowledgement and its next word: from nothing to twice this.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long all may take to get in.</summary>
    public TimeSpan EnterWithin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the last words may take at the end.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);
}
