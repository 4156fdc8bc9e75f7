using System.Runtime.CompilerServices;

namespace ScriptChat.Worlds.Tests;

/// <summary>How deep a script may go below where its event began.</summary>
public sealed class WorldGuardTests
{
    [Test]
    public void Enter_OnAThreadThatIsNotGuarded_StopsOnlyAtTheStacksEnd() => OnThread(() =>
    {
        var before = Arm();
        var guarded = Levels();
        WorldGuard.Leave(before);

        Assert.That(Levels(), Is.GreaterThan(2 * guarded));
    });

    [Test]
    public void NestedArmAndLeave_KeepTheOuterLimit() => OnThread(() =>
    {
        var first = Arm();
        var alone = Levels();
        var (within, after) = (0, 0);
        Below(alone / 2, () =>
        {
            var outer = Arm();
            within = Levels();
            WorldGuard.Leave(outer);
            after = Levels();
        });
        WorldGuard.Leave(first);

        Assert.That(within, Is.EqualTo(alone / 2).Within(alone / 4));
        Assert.That(after, Is.EqualTo(within).Within(10));
    });

    private static long Arm() => WorldGuard.Arm(TimeSpan.FromMinutes(10));

    private static int Levels()
    {
        var levels = 0;
        Assert.Throws<InsufficientExecutionStackException>(() => Count(ref levels));
        return levels;
    }

    // Never optimized, so that a level always takes as much of the stack.
    [MethodImpl(MethodImplOptions.NoOptimization | MethodImplOptions.NoInlining)]
    private static int Count(ref int levels)
    {
        WorldGuard.Enter();
        levels++;
        return Count(ref levels) + 1;
    }

    [MethodImpl(MethodImplOptions.NoOptimization | MethodImplOptions.NoInlining)]
    private static int Below(int levels, Action action)
    {
        if (levels > 0) return Below(levels - 1, action) + 1;
        action();
        return 0;
    }

    // With a stack of which the size is known, and a guard that no other test has left.
    private static void OnThread(Action test)
    {
        Exception? error = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    test();
                }
                catch (Exception thrown)
                {
                    error = thrown;
                }
            },
            maxStackSize: 8 * 1024 * 1024);
        thread.Start();
        thread.Join();
        if (error is not null) Assert.Fail(error.ToString());
    }
}
