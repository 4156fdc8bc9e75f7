using ScriptChat.Dialogues.Play;

namespace ScriptChat.Dialogues.Tests.Play;

[TestFixture]
internal sealed class VirtualClockTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public void Step_Timers_FireInOrderAtTheirOwnTimes()
    {
        var clock = new VirtualClock(Start);
        List<string> fired = [];
        void At(string name, int seconds, Action? then = null) => clock.CreateTimer(
            _ =>
            {
                fired.Add($"{name} {clock.GetUtcNow() - Start}");
                then?.Invoke();
            },
            null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);

        At("late", 20);
        At("first", 10, () => At("set by first", 5));
        At("also at ten", 10);
        At("too late", 31);
        while (clock.Step(TimeSpan.FromSeconds(30)))
        {
        }

        Assert.That(fired, Is.EqualTo(["first 00:00:10", "also at ten 00:00:10", "set by first 00:00:15", "late 00:00:20"]));
        Assert.That(clock.Passed, Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public void Step_TimerThatWasChangedOrDisposed_FiresAsItWasSetLast()
    {
        var clock = new VirtualClock(Start);
        List<string> fired = [];
        var moved = clock.CreateTimer(_ => fired.Add($"moved {clock.Passed}"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        var gone = clock.CreateTimer(_ => fired.Add("gone"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        var again = clock.CreateTimer(_ => fired.Add($"again {clock.Passed}"), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        moved.Change(TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        gone.Dispose();
        Assert.That(gone.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan), Is.False);
        while (clock.Step(TimeSpan.FromSeconds(5)))
        {
        }

        again.Dispose();
        Assert.That(clock.Step(TimeSpan.FromSeconds(9)), Is.False);
        Assert.That(fired, Is.EqualTo(["again 00:00:02", "moved 00:00:03", "again 00:00:04"]));
    }

    [Test]
    public async Task Clock_WithTheFrameworksOwnWaits_WakesThem()
    {
        var clock = new VirtualClock(Start);
        var delay = Task.Delay(TimeSpan.FromMinutes(5), clock);
        using var source = new CancellationTokenSource(TimeSpan.FromMinutes(4), clock);
        Assert.That(clock.Step(TimeSpan.FromMinutes(3)), Is.False);
        Assert.That(delay.IsCompleted || source.IsCancellationRequested, Is.False);
        while (clock.Step(TimeSpan.FromMinutes(5)))
        {
        }

        await delay;
        Assert.That(source.IsCancellationRequested);
        Assert.That(clock.GetElapsedTime(0), Is.EqualTo(TimeSpan.FromMinutes(5)));
    }
}
