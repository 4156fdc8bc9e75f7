using System.Text.RegularExpressions;

namespace ScriptChat.Tools.Load.Running;

/// <summary>What a run does.</summary>
internal sealed record LoadOptions
{
    /// <summary>The service: <c>ws://127.0.0.1:35496/websocket</c>.</summary>
    public required Uri Url { get; init; }

    /// <summary>What the connections do once they are in. Default: echo.</summary>
    public Scenario Scenario { get; init; }

    /// <summary>How they speak. Default: plain.</summary>
    public Protocol Protocol { get; init; }

    /// <summary>How many connections.</summary>
    public int Connections { get; init; } = 1;

    /// <summary>How long is measured (echo, pair) or sat (idle).</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long is talked before anything is measured.</summary>
    public TimeSpan Warmup { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Messages a second over all connections (open loop); null to send the next when the answer is here (closed loop).</summary>
    public double? Rate { get; init; }

    /// <summary>What each connection says first to get into the world, one after the other, each after an answer.</summary>
    public IReadOnlyList<string> Opening { get; init; } = [];

    /// <summary>By what the answer to the last of them is known that says "you are in"; null for any answer.</summary>
    public Regex? Ready { get; init; }

    /// <summary>How many connections (of a pair scenario: pairs) come in at one time.</summary>
    public int AtOnce { get; init; } = 64;

    /// <summary>How long one may take to get in.</summary>
    public TimeSpan EnterWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long answers are waited for at the end.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How many messages each connection sends at most; null for as many as there is time for.</summary>
    public long? Messages { get; init; }

    /// <summary>How many characters are added to each message.</summary>
    public int Size { get; init; }
}
