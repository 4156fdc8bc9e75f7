using ScriptChat.Tools.Load.Comparing;

namespace ScriptChat.Tools.Tests;

internal sealed class SideTests
{
    [TestCase(new[] { 3.0, 1.0, 2.0 }, 2.0)]
    [TestCase(new[] { 4.0, 1.0 }, 2.5)]
    [TestCase(new[] { 7.0 }, 7.0)]
    public void Median_SomeRounds_IsTheMiddle(double[] rounds, double median) =>
        Assert.That(Side.Of([.. rounds.Select(value => new Side { PerSecond = value })]).PerSecond, Is.EqualTo(median));

    [Test]
    public void Median_NothingMeasured_IsNothing() => Assert.That(Side.Of([new Side(), new Side()]).HalfP99, Is.Null);

    [Test]
    public void Of_TroubleInAnyRound_AddsUp()
    {
        var side = Side.Of(
        [
            new Side { OutOfOrder = 1, Failures = new Dictionary<string, long> { ["cut"] = 2 } },
            new Side { OutOfOrder = 2, Failures = new Dictionary<string, long> { ["cut"] = 3, ["refused"] = 1 } },
        ]);

        Assert.That(side.OutOfOrder, Is.EqualTo(3));
        Assert.That(side.Failures, Is.EqualTo(new Dictionary<string, long> { ["cut"] = 5, ["refused"] = 1 }));
    }

    [Test]
    public void Ratios_BothSides_AreOfTheServiceToTheBareOne()
    {
        var row = new CompareRow(
            100,
            new Side { PerSecond = 200, HalfP99 = 2, KilobytesPerConnection = 13 },
            new Side { PerSecond = 150, HalfP99 = 3, KilobytesPerConnection = 20 });

        Assert.That((row.PerSecondRatio, row.HalfP99Ratio, row.KilobytesAboveBare), Is.EqualTo((0.75, 1.5, 7.0)));
    }
}
