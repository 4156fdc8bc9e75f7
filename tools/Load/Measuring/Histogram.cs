using System.Numerics;

namespace ScriptChat.Tools.Load.Measuring;

/// <summary>Counts durations in buckets whose width grows with the value, so that a percentile is off by less than 1 % at any
/// size. Takes values from any thread.</summary>
internal sealed class Histogram
{
    // 2^7 buckets for each power of two above 2^7; below, a bucket a nanosecond.
    private const int Bits = 7;
    private const int PerPower = 1 << Bits;

    private readonly long[] buckets = new long[PerPower * (64 - Bits)];
    private long max;
    private long sum;

    /// <summary>How many values there are.</summary>
    public long Count => buckets.Sum();

    /// <summary>The largest value, exactly; 0 when there is none.</summary>
    public long Max => Interlocked.Read(ref max);

    /// <summary>The mean of the values, exactly; 0 when there is none.</summary>
    public double Mean => Count is var count and > 0 ? (double)Interlocked.Read(ref sum) / count : 0;

    /// <summary>Adds a value.</summary>
    /// <param name="nanoseconds">The value; below 0 counts as 0.</param>
    public void Record(long nanoseconds)
    {
        var value = Math.Max(nanoseconds, 0);
        Interlocked.Increment(ref buckets[BucketOf(value)]);
        Interlocked.Add(ref sum, value);
        var seen = Interlocked.Read(ref max);
        while (value > seen)
        {
            var before = Interlocked.CompareExchange(ref max, value, seen);
            if (before == seen) break;
            seen = before;
        }
    }

    /// <summary>The value that a share of all values does not exceed.</summary>
    /// <param name="share">From 0 to 1: 0.99 for the 99th percentile.</param>
    /// <returns>The upper end of its bucket, but never more than <see cref="Max"/>; 0 when there is no value.</returns>
    public long Percentile(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        long passed = 0;
        for (var i = 0; i < buckets.Length; i++)
        {
            passed += buckets[i];
            if (passed >= rank) return Math.Min(UpperEnd(i), Max);
        }

        return 0;
    }

    private static int BucketOf(long value)
    {
        if (value < PerPower) return (int)value;
        var shift = BitOperations.Log2((ulong)value) - Bits;
        return (shift * PerPower) + (int)(value >> shift);
    }

    private static long UpperEnd(int bucket)
    {
        if (bucket < PerPower) return bucket;
        var shift = (bucket / PerPower) - 1;
        var first = (long)(bucket - (shift * PerPower)) << shift;
        return first + (1L << shift) - 1;
    }
}
