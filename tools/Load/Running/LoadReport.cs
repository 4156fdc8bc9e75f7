namespace ScriptChat.Tools.Load.Running;

/// <summary>What a run found. Times in milliseconds.</summary>
internal sealed record LoadReport
{
    /// <summary>What the connections did.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>How they spoke.</summary>
    public required Protocol Protocol { get; init; }

    /// <summary>How many connections were wanted.</summary>
    public required int Connections { get; init; }

    /// <summary>How many got into the world.</summary>
    public required int Entered { get; init; }

    /// <summary>How many were still there at the end.</summary>
    public required int StillIn { get; init; }

    /// <summary>How long it took until all were in, in seconds.</summary>
    public required double EnterSeconds { get; init; }

    /// <summary>Messages a second that were to be sent; null in a closed loop.</summary>
    public double? Rate { get; init; }

    /// <summary>How long was measured, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>How many numbered messages were sent in all.</summary>
    public long Sent { get; init; }

    /// <summary>How many different ones came in all.</summary>
    public long Received { get; init; }

    /// <summary>How many came a second, in the measured time.</summary>
    public double PerSecond { get; init; }

    /// <summary>How long they took.</summary>
    public Percentiles? Latency { get; init; }

    /// <summary>From the second person's last opening word to both being in the world.</summary>
    public Percentiles? Pairing { get; init; }

    /// <summary>How many never came.</summary>
    public long Lost { get; init; }

    /// <summary>How many came again.</summary>
    public long Doubled { get; init; }

    /// <summary>How many came after a later one.</summary>
    public long Reordered { get; init; }

    /// <summary>How many messages without a number came.</summary>
    public long Others { get; init; }

    /// <summary>How many messages were acknowledged (v1).</summary>
    public long Acknowledged { get; init; }

    /// <summary>How much processor this client used while measuring: 1 is a whole core.</summary>
    public double ClientCores { get; init; }

    /// <summary>What went wrong, by name.</summary>
    public required IReadOnlyDictionary<string, long> Failures { get; init; }

    /// <summary>Whether each numbered message came once and in order.</summary>
    public bool InOrder => Lost == 0 && Doubled == 0 && Reordered == 0;
}
