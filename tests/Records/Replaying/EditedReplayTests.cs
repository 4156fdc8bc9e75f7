using ScriptChat.Engine.Replaying;
using ScriptChat.Engine.Tests.Support;
using ScriptChat.Records.Tests.Scenes;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Records.Tests.Replaying;

/// <summary>A recorded conversation on an edited script: what the script does otherwise, and what people have of it.</summary>
public sealed class EditedReplayTests
{
    private TestCatalog catalog = null!;
    private Bench bench = null!;

    /// <summary>Ann says nothing for half a minute, then something; its length is measured.</summary>
    [SetUp]
    public async Task TalkAsync()
    {
        catalog = new TestCatalog().Menu().Task(new TaskEntry { Name = "t", TaskWorld = "T" });
        bench = new Bench(Script("Hello", 20), change: options => options with { FollowsReloads = () => true });
        var ann = bench.Guest("ann").Say("t");
        bench.Pass(31);
        ann.Say("one");
        await bench.QuietAsync();
        ann.Say("two");
        await bench.QuietAsync();
        ann.Say("bye");
        Assert.That(ann.Messages.Select(message => message.Text).Skip(1).SkipLast(1), Is.EqualTo(new[] { "Hello.", "Still there?", "one: 3", "two: 3", "Goodbye." }));
    }

    [TearDown]
    public void End() => bench.Dispose();

    [Test]
    public async Task Replay_OnTheSameScript_HasNoDifference()
    {
        var events = await PlayAsync(Script("Hello", 20));

        Assert.That(events.Select(one => one.Difference), Is.All.Null);
        Assert.That(events.Select(one => one.Number), Is.EqualTo(Enumerable.Range(1, 7)));
        Assert.That(events[1].Event, Is.EqualTo("time passes"));
        Assert.That(events.Select(one => one.Now), Is.EqualTo(events.Select(one => one.Then)));
        Assert.That(events[^1].Waits, Is.EqualTo("nothing"));
    }

    [Test]
    public async Task Replay_WithTimersThatTellTheSame_HasNoDifference()
    {
        Assert.That((await PlayAsync(Script("Hello", 25))).Select(one => one.Difference), Is.All.Null);
        Assert.That((await PlayAsync(Script("Hello", 20, silentTick: true))).Select(one => one.Difference), Is.All.Null);
    }

    [Test]
    public async Task Replay_WithATimerThatRingsTwice_ShowsItWhereTimePasses()
    {
        var events = await PlayAsync(Script("Hello", 10));

        var time = events.Single(one => one.Difference is not null);
        Assert.That(time.Difference, Is.EqualTo("other words"));
        Assert.That(time.IsFatal, Is.False);
        Assert.That(time.Number, Is.EqualTo(2));
        Assert.That(time.Then.Count(line => line.Contains("Still there?")), Is.EqualTo(1));
        Assert.That(time.Now.Count(line => line.Contains("Still there?")), Is.EqualTo(3));
    }

    [Test]
    public async Task Replay_WithATimerThatRangNever_IsAnEventOfItsOwn()
    {
        var quiet = new TestCatalog().Menu().Task(new TaskEntry { Name = "t", TaskWorld = "T" });
        using var other = new Bench(Make(quiet, "Hello", 100));
        var ann = other.Guest("ann").Say("t");
        other.Pass(31);
        ann.Say("bye");

        var events = await PlayAsync(Script("Hello", 30), other);

        Assert.That(events.Select(one => (one.Number, one.IsOwn, one.Difference)), Is.EqualTo(new[] { (1, false, null), (1, true, "other words"), (2, false, null) }));
        Assert.That(events[1].Now.Single(), Does.Contain("Still there?"));
    }

    [Test]
    public async Task Replay_WithOtherWords_UsesTheAnswersAgain()
    {
        var events = await PlayAsync(Script("Good day", 20));

        Assert.That(events.Where(one => one.Difference is not null).Select(one => one.Number), Is.EqualTo(new[] { 1 }));
        Assert.That(events[0].Then.Single(line => line.StartsWith("tells", StringComparison.Ordinal)), Does.Contain("Hello."));
        Assert.That(events[0].Now.Single(line => line.StartsWith("tells", StringComparison.Ordinal)), Does.Contain("Good day."));
        Assert.That(events, Has.Count.EqualTo(7));
    }

    [Test]
    public async Task Replay_ThatNeedsNoSideEffect_TellsTheSameAndHasNoDifference()
    {
        var events = await PlayAsync(Script("Hello", 20, effect: null));

        Assert.That(events.Select(one => one.Difference), Is.All.Null);
        Assert.That(events[2].Now.Single(), Does.Contain("one: 3"), "it is told an event earlier");
        Assert.That(events[3].Now, Is.Empty);
    }

    [Test]
    public async Task Replay_ThatAsksForSomethingNew_NamesTheEvent()
    {
        var events = await PlayAsync(Script("Hello", 20, effect: "count"));

        Assert.That(events[^1].Number, Is.EqualTo(3));
        Assert.That(events[^1].IsFatal);
        Assert.That(events[^1].Difference, Is.EqualTo("the new script asks for something new: 'count'"));
    }

    [Test]
    public async Task Replay_ThatEndsEarlier_NamesTheEvent()
    {
        var events = await PlayAsync(Script("Hello", 20, last: "two"));

        Assert.That((events[^1].Number, events[^1].IsFatal, events[^1].Difference), Is.EqualTo((5, true, "the new script ends there")));
    }

    [Test]
    public async Task Replay_ThatDoesNotEnd_NamesTheEvent()
    {
        var events = await PlayAsync(Script("Hello", 20, effect: null, last: "enough"));

        Assert.That((events[^1].Number, events[^1].IsFatal), Is.EqualTo((7, true)));
        Assert.That(events[^1].Difference, Does.Contain("goes on"));
    }

    [Test]
    public async Task Replay_ThatThrows_NamesTheEventAndTheException()
    {
        var broken = new TestCatalog().Menu().Task(new TaskEntry { Name = "t", TaskWorld = "T" }).World("T", (Func<WorldContext, Task<string?>>)(_ => throw new InvalidOperationException("secret"))).Publish();

        var only = (await PlayAsync(broken)).Single();

        Assert.That((only.IsFatal, only.Difference), Is.EqualTo((true, "the new script threw InvalidOperationException")));
    }

    [Test]
    public async Task Replay_ThatSavesOtherRows_SaysSo()
    {
        var events = await PlayAsync(Script("Hello", 20, row: 2));

        Assert.That(events.Where(one => one.Difference is not null).Select(one => (one.Number, one.Difference)), Is.EqualTo(new[] { (7, "other rows are saved") }));
    }

    [Test]
    public async Task Replay_UntilAnEvent_StopsThere()
    {
        var events = await PlayAsync(Script("Good day", 20), until: 3);

        Assert.That(events.Select(one => one.Number), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(events[^1].Waits, Is.EqualTo("1 side effect"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Replay_OfAConversationThatFollowedASave_ComparesWhatWasToldLast(bool isKept)
    {
        var live = new TestCatalog().Menu().Task(new TaskEntry { Name = "t", TaskWorld = "T" });
        using var other = new Bench(Make(live, "Hello", 100), change: options => options with { FollowsReloads = () => true });
        var ann = other.Guest("ann").Say("t").Say("one");
        await other.QuietAsync();
        Make(live, "Good day", 100);
        await other.QuietAsync();
        ann.Say("bye");
        if (!isKept) other.Catalog.Kept.Clear();

        var same = await PlayAsync(Script("Good day", 100), other);
        var edited = await PlayAsync(Script("Good evening", 100), other);

        Assert.That(same.Select(one => one.Difference), Is.All.Null);
        Assert.That(same, Has.Count.EqualTo(4));
        Assert.That(edited.Select(one => one.Difference), Is.EqualTo(new[] { isKept ? "other words" : null, null, null, null }));
        Assert.That(edited[0].Then.Any(line => line.Contains("Good day.")), Is.EqualTo(isKept));
        Assert.That(edited[0].Event.Contains("not compared", StringComparison.Ordinal), Is.Not.EqualTo(isKept));
    }

    private static TestCatalog Script(string greeting, int seconds, string? effect = "measure", string last = "bye", int row = 1, bool silentTick = false) =>
        Make(new TestCatalog().Menu().Task(new TaskEntry { Name = "t", TaskWorld = "T" }), greeting, seconds, effect, last, row, silentTick);

    private static TestCatalog Make(TestCatalog catalog, string greeting, int seconds, string? effect = "measure", string last = "bye", int row = 1, bool silentTick = false) => catalog
        .World("T", async context =>
        {
            context.Agent.Observe($"{greeting}.");
            if (silentTick) _ = context.Context.DelayAsync(TimeSpan.FromSeconds(5));
            while (true)
            {
                var act = await context.Agent.ActAsync(TimeSpan.FromSeconds(seconds));
                if (act is null)
                {
                    context.Agent.Observe("Still there?");
                    continue;
                }

                if (act.Text == last) break;
                var length = effect is null ? act.Text.Length : await context.Context.OnceAsync(effect, (_, _) => Task.FromResult(act.Text.Length));
                context.Agent.Observe($"{act.Text}: {length}");
            }

            context.Agent.Observe("Goodbye.");
            context.Context.Save(new { Row = row });
            return null;
        })
        .Publish();

    private Task<List<ReplayedEvent>> PlayAsync(TestCatalog edited, int? until = null) => PlayAsync(edited, bench, until);

    private static async Task<List<ReplayedEvent>> PlayAsync(TestCatalog edited, Bench bench, int? until = null)
    {
        var id = (await bench.TranscriptsAsync()).Single().Id;
        List<ReplayedEvent> events = [];
        var replayer = new ConversationReplayer(bench.Journal, new ReplayOptions { Catalog = bench.Catalog, Module = edited.Current, Until = until });
        await foreach (var one in replayer.PlayAsync(id)) events.Add(one);
        return events;
    }
}
