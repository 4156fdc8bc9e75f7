using ScriptChat.Actors.Letters;
using ScriptChat.Engine.People;
using ScriptChat.Messages;

namespace ScriptChat.Engine.Tests.People;

/// <summary>Which of a world's messages stand when the author has changed its script.</summary>
internal sealed class ToldTests
{
    // Notices of the runtime's own take numbers between those of the world's.
    private static readonly long[] Numbers = [3, 4, 5, 9, 11, 12];

    [Test]
    public void Kept_TheRestIsNamedByItsFirst([Range(0, 7)] int count)
    {
        var world = World(Numbers);
        Assert.That(world.KeepTold(count), Is.EqualTo(count < Numbers.Length ? Numbers[count] : 0));
    }

    [Test]
    public void Kept_WhatIsToldAnewFollowsIt([Range(0, 5)] int count)
    {
        var world = World(Numbers);
        world.KeepTold(count);
        long[] anew = [20, 21, 23];
        foreach (var seq in anew) world.Told(seq);
        long[] all = [.. Numbers.Take(count), .. anew];
        for (var kept = all.Length; kept >= 0; kept--) Assert.That(world.KeepTold(kept), Is.EqualTo(kept < all.Length ? all[kept] : 0), $"{kept} kept");
    }

    [Test]
    public void Unnumbered_EachCountsAsOne()
    {
        var world = World([0, 0, 0]);
        Assert.Multiple(() =>
        {
            Assert.That(world.KeepTold(2), Is.Zero);
            world.Told(7);
            Assert.That(world.KeepTold(2), Is.EqualTo(7));
        });
    }

    private static InWorld World(long[] told)
    {
        var world = new InWorld(new ConversationId("c"), WorldKind.Task, "talk");
        foreach (var seq in told) world.Told(seq);
        return world;
    }
}
