using ScriptChat.Tools.Load.Measuring;

namespace ScriptChat.Tools.Tests;

internal sealed class SequenceCheckTests
{
    [Test]
    public void Take_EachOnceInOrder_FindsNothing() => Expect([1, 2, 3, 4], sent: 4, received: 4, lost: 0, doubled: 0, reordered: 0);

    [Test]
    public void Take_OneMissing_IsLost() => Expect([1, 2, 4], sent: 4, received: 3, lost: 1, doubled: 0, reordered: 0);

    [Test]
    public void Take_LastMissing_IsLost() => Expect([1, 2, 3], sent: 4, received: 3, lost: 1, doubled: 0, reordered: 0);

    [Test]
    public void Take_OneAgain_IsDoubled() => Expect([1, 2, 2, 3], sent: 3, received: 3, lost: 0, doubled: 1, reordered: 0);

    [Test]
    public void Take_OneAfterItsFollower_IsReordered() => Expect([1, 3, 2, 4], sent: 4, received: 4, lost: 0, doubled: 0, reordered: 1);

    [Test]
    public void Take_LateOneAgain_IsReorderedAndDoubled() => Expect([2, 1, 1], sent: 2, received: 2, lost: 0, doubled: 1, reordered: 1);

    [Test]
    public void Take_AllAtOnce_TellsThemApart() => Expect([1, 2, 2, 4, 7, 5], sent: 8, received: 5, lost: 3, doubled: 1, reordered: 1);

    [Test]
    public void Take_Nothing_AllAreLost() => Expect([], sent: 3, received: 0, lost: 3, doubled: 0, reordered: 0);

    [Test]
    public void Take_Kinds_AreNamed()
    {
        var check = new SequenceCheck();

        Assert.That(((long[])[1, 3, 2, 3]).Select(check.Take), Is.EqualTo((Arrived[])[Arrived.New, Arrived.New, Arrived.Late, Arrived.Again]));
    }

    private static void Expect(long[] numbers, long sent, long received, long lost, long doubled, long reordered)
    {
        var check = new SequenceCheck();
        foreach (var number in numbers) check.Take(number);

        Assert.That((check.Received, check.Lost(sent), check.Doubled, check.Reordered), Is.EqualTo((received, lost, doubled, reordered)));
    }
}
