namespace ScriptChat.Host.Tests.Reloading;

/// <summary>How much memory the process takes, reload by reload.</summary>
/// <remarks>A reading is taken after all that is garbage has been given back: in between, what the process takes goes up and down with
/// the collector's young objects and says nothing about what stays. The first hundred reloads warm up: code is jitted and jitted
/// again, and people of the first version are still there. From then on a slope would be a leak.</remarks>
internal sealed class MemorySeries
{
    private const int Span = 100;
    private const int WarmUp = 1;

    private readonly List<Reading> readings = [];
    private int reloads;
    private long peak;

    /// <summary>To be called after each reload; gives each hundredth time a reading.</summary>
    public object? Look()
    {
        peak = Math.Max(peak, Environment.WorkingSet);
        if (++reloads % Span > 0) return null;
        for (var round = 0; round < 3; round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        readings.Add(new Reading(GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet, peak));
        peak = 0;
        return readings[^1];
    }

    /// <summary>What was read last is no more than a tenth above the least that was read after warming up, and the second half of the
    /// readings lies within a tenth, up or down. In the first half some megabytes are given back; whose they were is not known.</summary>
    public void AssertFlat()
    {
        var (steady, late) = (readings.Skip(WarmUp).ToList(), readings[^1]);
        Assert.That(late.Heap, Is.LessThanOrEqualTo(steady.Min(reading => reading.Heap) * 1.1));
        Assert.That(late.Resident, Is.LessThanOrEqualTo(steady.Min(reading => reading.Resident) * 1.1));
        foreach (var reading in readings.Skip(readings.Count / 2))
        {
            Assert.That(late.Heap, Is.EqualTo(reading.Heap).Within(10).Percent);
            Assert.That(late.Resident, Is.EqualTo(reading.Resident).Within(10).Percent);
        }
    }

    /// <inheritdoc />
    public override string ToString() => readings.Count <= WarmUp ? "memory not measured" : $"early {readings[WarmUp]}; late {readings[^1]}";

    private sealed record Reading(long Heap, long Resident, long Peak)
    {
        public override string ToString() => $"heap {Heap >> 10} KB, RSS {Resident >> 20} MB ({Peak >> 20} MB at most before)";
    }
}
