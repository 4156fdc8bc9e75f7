using ScriptChat.Tools.Load.Measuring;

namespace ScriptChat.Tools.Load.Running;

/// <summary>A distribution of durations, in milliseconds.</summary>
internal sealed record Percentiles(long Count, double Mean, double P50, double P90, double P99, double P999, double Max)
{
    /// <summary>Of a histogram; null when it is empty.</summary>
    /// <param name="histogram">The histogram, in nanoseconds.</param>
    public static Percentiles? Of(Histogram histogram) =>
        histogram.Count == 0
            ? null
            : new Percentiles(histogram.Count, histogram.Mean / 1e6, At(histogram, 0.5), At(histogram, 0.9), At(histogram, 0.99), At(histogram, 0.999), histogram.Max / 1e6);

    /// <inheritdoc />
    public override string ToString() => $"p50 {P50:0.000}  p90 {P90:0.000}  p99 {P99:0.000}  p99.9 {P999:0.000}  max {Max:0.000} ms";

    private static double At(Histogram histogram, double share) => histogram.Percentile(share) / 1e6;
}
