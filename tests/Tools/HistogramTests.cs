using ScriptChat.Tools.Load.Measuring;

namespace ScriptChat.Tools.Tests;

internal sealed class HistogramTests
{
    [Test]
    public void Percentile_Empty_IsZero()
    {
        var histogram = new Histogram();

        Assert.That((histogram.Count, histogram.Max, histogram.Mean, histogram.Percentile(0.99)), Is.EqualTo((0, 0, 0.0, 0)));
    }

    [Test]
    public void Percentile_SmallValues_IsExact()
    {
        var histogram = new Histogram();
        for (var value = 1; value <= 100; value++) histogram.Record(value);

        Assert.That(histogram.Percentile(0.5), Is.EqualTo(50));
        Assert.That(histogram.Percentile(0.99), Is.EqualTo(99));
        Assert.That(histogram.Percentile(1), Is.EqualTo(100));
        Assert.That(histogram.Mean, Is.EqualTo(50.5));
    }

    [TestCase(0L)]
    [TestCase(127L)]
    [TestCase(128L)]
    [TestCase(255L)]
    [TestCase(256L)]
    [TestCase(1_000_003L)]
    [TestCase(3_600_000_000_007L)]
    [TestCase(long.MaxValue)]
    public void Percentile_AnySize_IsLessThanOnePerCentTooHighAndNeverTooLow(long value)
    {
        var histogram = new Histogram();
        histogram.Record(value);
        histogram.Record(long.MaxValue);

        Assert.That(histogram.Percentile(0.5), Is.InRange(value, value + (value / 100.0)));
    }

    [Test]
    public void Percentile_ManyRandomValues_AgreesWithSorting()
    {
        var random = new Random(7);
        var histogram = new Histogram();
        long[] values = [.. Enumerable.Range(0, 20_000).Select(_ => (long)Math.Exp(random.NextDouble() * 20))];
        foreach (var value in values) histogram.Record(value);
        Array.Sort(values);

        foreach (var share in (double[])[0.01, 0.5, 0.9, 0.99, 0.999])
        {
            var exact = values[(int)Math.Ceiling(share * values.Length) - 1];
            Assert.That(histogram.Percentile(share), Is.InRange(exact, exact + (exact / 100.0)), $"at {share}");
        }
    }

    [Test]
    public void Percentile_OfTheLargest_IsTheLargestItself()
    {
        var histogram = new Histogram();
        histogram.Record(1_000_001);

        Assert.That(histogram.Percentile(0.5), Is.EqualTo(1_000_001));
    }

    [Test]
    public void Record_Negative_CountsAsZero()
    {
        var histogram = new Histogram();
        histogram.Record(-5);

        Assert.That((histogram.Count, histogram.Percentile(1)), Is.EqualTo((1, 0)));
    }

    [Test]
    public void Record_FromManyThreads_LosesNothing()
    {
        var histogram = new Histogram();
        Parallel.For(0, 8, _ =>
        {
            for (var value = 0; value < 5_000; value++) histogram.Record(value);
        });

        Assert.That((histogram.Count, histogram.Max), Is.EqualTo((40_000, 4_999)));
    }
}
