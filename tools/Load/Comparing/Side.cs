namespace ScriptChat.Tools.Load.Comparing;

/// <summary>One side at one number of connections, over all rounds: medians, unless it says otherwise. What a scenario does not
/// measure is null.</summary>
internal sealed record Side
{
    /// <summary>Round trips a second in the closed loop.</summary>
    public double? PerSecond { get; init; }

    /// <summary>The closed loop's median, in milliseconds.</summary>
    public double? ClosedP50 { get; init; }

    /// <summary>The closed loop's 99th percentile, in milliseconds.</summary>
    public double? ClosedP99 { get; init; }

    /// <summary>Messages a second in the open loop: half of the round's own closed loop.</summary>
    public double? HalfRate { get; init; }

    /// <summary>The open loop's median, in milliseconds.</summary>
    public double? HalfP50 { get; init; }

    /// <summary>The open loop's 99th percentile, in milliseconds.</summary>
    public double? HalfP99 { get; init; }

    /// <summary>From the second person's last word to both being in the world: the 99th percentile, in milliseconds.</summary>
    public double? PairingP99 { get; init; }

    /// <summary>Resident memory with everybody in and idle, in megabytes (2^20).</summary>
    public double? IdleMegabytes { get; init; }

    /// <summary>What of it each connection added, in kilobytes (2^10).</summary>
    public double? KilobytesPerConnection { get; init; }

    /// <summary>The most resident memory ever, in megabytes.</summary>
    public double? PeakMegabytes { get; init; }

    /// <summary>Processor used while everybody was idle: 1 is a whole core.</summary>
    public double? IdleCores { get; init; }

    /// <summary>Threads with everybody in.</summary>
    public double? Threads { get; init; }

    /// <summary>Messages that were lost, doubled or reordered, in all rounds together.</summary>
    public long OutOfOrder { get; init; }

    /// <summary>What went wrong in all rounds together, by name.</summary>
    public IReadOnlyDictionary<string, long> Failures { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Takes rounds together.</summary>
    /// <param name="rounds">Each round's figures.</param>
    public static Side Of(IReadOnlyList<Side> rounds) => new()
    {
        PerSecond = Median(rounds, side => side.PerSecond),
        ClosedP50 = Median(rounds, side => side.ClosedP50),
        ClosedP99 = Median(rounds, side => side.ClosedP99),
        HalfRate = Median(rounds, side => side.HalfRate),
        HalfP50 = Median(rounds, side => side.HalfP50),
        HalfP99 = Median(rounds, side => side.HalfP99),
        PairingP99 = Median(rounds, side => side.PairingP99),
        IdleMegabytes = Median(rounds, side => side.IdleMegabytes),
        KilobytesPerConnection = Median(rounds, side => side.KilobytesPerConnection),
        PeakMegabytes = Median(rounds, side => side.PeakMegabytes),
        IdleCores = Median(rounds, side => side.IdleCores),
        Threads = Median(rounds, side => side.Threads),
        OutOfOrder = rounds.Sum(side => side.OutOfOrder),
        Failures = rounds.SelectMany(side => side.Failures).GroupBy(pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value), StringComparer.Ordinal),
    };

    /// <summary>The middle of what there is; null when there is nothing.</summary>
    /// <param name="rounds">The rounds.</param>
    /// <param name="figure">The figure.</param>
    internal static double? Median(IReadOnlyList<Side> rounds, Func<Side, double?> figure)
    {
        double[] values = [.. rounds.Select(figure).OfType<double>().Order()];
        if (values.Length == 0) return null;
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
