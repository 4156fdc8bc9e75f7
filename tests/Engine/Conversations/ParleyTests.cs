using ScriptChat.Engine.Tests.Support;
using ScriptChat.Messages;
using ScriptChat.Tasks;

namespace ScriptChat.Engine.Tests.Conversations;

internal sealed class ParleyTests
{
    [Test]
    public void Parley_ThatDidNothing_IsCalledAgainAtTheNextEventOnly()
    {
        var calls = 0;
        using var bench = new Bench(OneWorld.Of(context => new WorldInstance
        {
            Parley = () => { calls++; return Task.CompletedTask; },
            EpisodeDone = () => ValueTask.FromResult(false),
        }));
        var ann = bench.Player();
        Assert.That(calls, Is.EqualTo(1));
        bench.Pass(1000);
        Assert.That(calls, Is.EqualTo(1));
        ann.Say("hello");
        Assert.That(calls, Is.EqualTo(2));
    }

    [Test]
    public void Parley_ThatTakesWords_IsCalledAgainAtOnceUntilTheEpisodeIsDone()
    {
        List<string> taken = [];
        using var bench = new Bench(OneWorld.Of(context => new WorldInstance
        {
            Parley = async () => taken.Add((await context.Agent.ActAsync()).Text),
            EpisodeDone = () => ValueTask.FromResult(taken.Count == 3),
        }));
        var ann = bench.Player().Say("one").Say("two").Say("three");
        Assert.That(taken, Is.EqualTo(new[] { "one", "two", "three" }));
        Assert.That(ann.LastText, Is.EqualTo("Where to?"));
    }

    [Test]
    public void Parley_Act_TakesWhatThereIsAndNullOtherwise()
    {
        List<string?> acts = [];
        using var bench = new Bench(OneWorld.Of(context => new WorldInstance
        {
            Parley = () => { acts.Add(context.Agent.Act()?.Text); return Task.CompletedTask; },
            EpisodeDone = () => ValueTask.FromResult(false),
        }));
        bench.Player().Say("a");
        // Nothing at the start; the word, and at once again nothing.
        Assert.That(acts, Is.EqualTo(new[] { null, "a", null }));
    }

    [Test]
    public void Parley_SpeakingHundredTimesWithoutWaiting_EndsTheWorldWithACode()
    {
        using var bench = new Bench(OneWorld.Of(context => new WorldInstance
        {
            Parley = () => { context.Agent.Observe("more"); return Task.CompletedTask; },
            EpisodeDone = () => ValueTask.FromResult(false),
        }));
        var ann = bench.Player();
        Assert.That(ann.Messages.Count(message => message.Text == "more"), Is.EqualTo(100));
        Assert.That(bench.Log.Codes, Is.EqualTo(new[] { "SC3003" }));
        Assert.That(ann.NewTexts().TakeLast(2), Is.EqualTo(new[] { Notices.Crashed, "Where to?" }));
        Assert.That(bench.Engine.Counts.InTaskWorlds, Is.Zero);
    }

    [Test]
    public void Tick_WakesAWorldThatDoesNothing()
    {
        var calls = 0;
        using var bench = new Bench(OneWorld.Of(
            context => new WorldInstance
            {
                Parley = () => { calls++; return Task.CompletedTask; },
                EpisodeDone = () => ValueTask.FromResult(calls > 3),
            },
            change: entry => entry with { Tick = TimeSpan.FromSeconds(2) }));
        var ann = bench.Player();
        for (var count = 2; count <= 4; count++)
        {
            bench.Pass(2);
            Assert.That(calls, Is.EqualTo(count));
        }

        Assert.That(ann.LastText, Is.EqualTo("Where to?"));
        bench.Pass(10);
        Assert.That(calls, Is.EqualTo(4));
    }

    [Test]
    public void World_WhoseOnlyPersonIsTakenOut_IsNotCalledAgain()
    {
        var calls = 0;
        using var bench = new Bench(OneWorld.Of(context => new WorldInstance
        {
            Parley = () => { calls++; context.Agent.Observe("x"); context.Agent.MarkInactive(); return Task.CompletedTask; },
            EpisodeDone = () => ValueTask.FromResult(false),
        }));
        var ann = bench.Player();
        Assert.That(calls, Is.EqualTo(1));
        Assert.That(bench.Log.Entries, Is.Empty);
        Assert.That(ann.NewTexts().TakeLast(2), Is.EqualTo(new[] { Notices.Removed, "Where to?" }));
    }

    [Test]
    public void Shutdown_MayStillAskForEffects()
    {
        var cancelled = true;
        using var bench = new Bench(OneWorld.Of(context => new WorldInstance
        {
            Parley = () => Task.CompletedTask,
            EpisodeDone = () => ValueTask.FromResult(true),
            Shutdown = () => context.Context.OnceAsync("save", (_, token) => { cancelled = token.IsCancellationRequested; return Task.FromResult(1); }),
        }));
        bench.Player();
        Assert.That(cancelled, Is.False);
        Assert.That(bench.Engine.Counts.InTaskWorlds, Is.Zero);
    }

    [Test]
    public void Shutdown_ThatNeverEnds_GivesItsSlotBackAfterFiveSeconds()
    {
        using var bench = new Bench(OneWorld.Of(context => new WorldInstance
        {
            Parley = () => Task.CompletedTask,
            EpisodeDone = () => ValueTask.FromResult(true),
            Shutdown = () => new TaskCompletionSource().Task,
        }));
        var ann = bench.Player();
        Assert.That(ann.LastText, Is.EqualTo("Where to?"));
        Assert.That(bench.Engine.Counts.InTaskWorlds, Is.EqualTo(1));
        bench.Pass(5);
        Assert.That(bench.Engine.Counts.InTaskWorlds, Is.Zero);
    }
}
