using ScriptChat.Engine.Tests.Support;
using ScriptChat.Messages;
using ScriptChat.Tasks;

namespace ScriptChat.Engine.Tests;

/// <summary>Reloads, the last conversation, and the end of the service.</summary>
internal sealed class LifetimeTests
{
    [Test]
    public void People_BeforeTheTaskIsReady_WaitAndThenGoOn()
    {
        var catalog = new TestCatalog().Menu();
        using var bench = new Bench(catalog);
        var ann = bench.Guest().Say("hello?");
        Assert.That(ann.NewTexts(), Is.EqualTo(new[] { Notices.Initializing, Notices.Initializing }));
        catalog.Publish();
        bench.Settle();
        Assert.That(ann.NewTexts(), Is.EqualTo(new[] { "Where to?" }));
    }

    [Test]
    public void Reload_GivesNewConversationsTheNewVersion_AndLetsRunningOnesFinish()
    {
        var catalog = Version("old");
        using var bench = new Bench(catalog);
        var ann = bench.Player();
        Add(catalog, "new").Publish();
        bench.Settle();
        var bob = bench.Player();
        ann.Say("more");
        Assert.That(ann.LastText, Is.EqualTo("old more"));
        Assert.That(bob.LastText, Is.EqualTo("new"));
        ann.Say("done").Say("t");
        Assert.That(ann.LastText, Is.EqualTo("new"));
    }

    [Test]
    public void Reload_ThatRemovesATask_TellsThoseWhoWait()
    {
        var catalog = new TestCatalog().Menu()
            .Task(new TaskEntry { Name = "t", TaskWorld = "T", AgentsRequired = 2 })
            .World("T", _ => Task.FromResult<string?>(null)).Publish();
        using var bench = new Bench(catalog);
        var ann = bench.Player();
        catalog.Remove("t").Publish();
        bench.Settle();
        Assert.That(ann.NewTexts().TakeLast(2), Is.EqualTo(new[] { Notices.TaskClosed, "Where to?" }));
        ann.Say("t");
        Assert.That(ann.NewTexts().TakeLast(2), Is.EqualTo(new[] { Notices.UnknownTask("t"), "Where to?" }));
    }

    [Test]
    public void Conversations_WhenAllAreHad_CloseTheTaskPolitelyAndFinish()
    {
        var catalog = Version("t");
        catalog.Conversations = 2;
        using var bench = new Bench(catalog.Publish());
        var (ann, bob) = (bench.Player(), bench.Player());
        var carl = bench.Player();
        Assert.That(carl.NewTexts().TakeLast(2), Is.EqualTo(new[] { Notices.TaskClosed, "Where to?" }));
        ann.Say("done");
        Assert.That(bench.Engine.Finished.IsCompleted, Is.False);
        bob.Say("done");
        Assert.That(bench.Engine.Finished.IsCompleted, Is.True);
    }

    [Test]
    public void Conversations_WhenAllAreHad_TheStopIsNoPause()
    {
        var catalog = Version("t");
        catalog.Conversations = 1;
        using var bench = new Bench(catalog.Publish(), change: options => options with { GoesOnAfterStop = true });
        var ann = bench.Player().Say("done");
        var bob = bench.Guest();
        var stopping = bench.Engine.StopAsync(TimeSpan.Zero, CancellationToken.None);
        bench.Settle();
        Assert.That(stopping.IsCompleted);
        foreach (var person in new[] { ann, bob })
        {
            Assert.That(person.LastText, Is.EqualTo(Notices.Over));
            Assert.That(person.Deliveries.Last(), Is.EqualTo(new Messages.Closing(person.Connection, Messages.CloseReason.ShuttingDown)));
        }
    }

    [Test]
    public void Conversations_WhenAllAreHad_WhoWaitsAloneIsToldAtOnce()
    {
        var catalog = Version("t");
        catalog.Conversations = 1;
        catalog.Task(new TaskEntry { Name = "pair", TaskWorld = "t", AgentsRequired = 2 });
        using var bench = new Bench(catalog.Publish());
        var carl = bench.Guest().Say("pair");
        bench.Player();
        Assert.That(carl.NewTexts().TakeLast(2), Is.EqualTo(new[] { Notices.TaskClosed, "Where to?" }));
        Assert.That(bench.Engine.Counts.Waiting, Is.Zero);
    }

    [Test]
    public void Stop_WithoutGrace_TellsEverybodyAndClosesTheirConnections()
    {
        using var bench = new Bench(Version("t"));
        var (ann, bob) = (bench.Player(), bench.Guest());
        Drain(bench, bench.Engine.StopAsync(TimeSpan.Zero, CancellationToken.None));
        foreach (var person in new[] { ann, bob })
        {
            Assert.That(person.LastText, Is.EqualTo(Notices.Stopped));
            Assert.That(person.Deliveries.Last(), Is.EqualTo(new Closing(person.Connection, CloseReason.ShuttingDown)));
        }

        Assert.That(bench.Engine.Counts, Is.EqualTo(new EngineCounts(0, 0, 0, 0, 0)));
        var late = bench.Guest();
        Assert.That(late.Refusals, Is.EqualTo(new[] { "SC4006" }));
        Assert.That(late.Deliveries.Last(), Is.EqualTo(new Closing(late.Connection, CloseReason.ShuttingDown)));
    }

    [Test]
    public void Stop_WithGrace_LetsConversationsEnd()
    {
        using var bench = new Bench(Version("t"));
        var ann = bench.Player();
        var stop = bench.Engine.StopAsync(TimeSpan.FromMinutes(5), CancellationToken.None);
        bench.Settle();
        Assert.That(ann.LastText, Is.EqualTo(Notices.StopsSoon(TimeSpan.FromMinutes(5))));
        ann.Say("more");
        Assert.That(ann.LastText, Is.EqualTo("t more"));
        Assert.That(stop.IsCompleted, Is.False);
        ann.Say("done");
        Drain(bench, stop);
        Assert.That(ann.LastText, Is.EqualTo(Notices.Stopped));
    }

    [Test]
    public void Stop_WhenTheGraceIsOver_EndsTheRest()
    {
        using var bench = new Bench(Version("t"));
        var ann = bench.Player();
        var stop = bench.Engine.StopAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
        bench.Settle();
        bench.Pass(29);
        Assert.That(stop.IsCompleted, Is.False);
        bench.Pass(1);
        Drain(bench, stop);
        Assert.That(ann.LastText, Is.EqualTo(Notices.Stopped));
        Assert.That(bench.Engine.Counts.People, Is.Zero);
    }

    /// <summary>Runs what the stop asks for until it is over; its own thread goes on by itself.</summary>
    private static void Drain(Bench bench, Task stop)
    {
        while (!stop.IsCompleted)
        {
            bench.Settle();
            Thread.Yield();
        }

        stop.GetAwaiter().GetResult();
    }

    private static TestCatalog Version(string version) => Add(new TestCatalog().Menu().Task(new TaskEntry { Name = "t", TaskWorld = "T" }), version).Publish();

    private static TestCatalog Add(TestCatalog catalog, string version) => catalog.World("T", async context =>
    {
        context.Agent.Observe(version);
        while ((await context.Agent.ActAsync()).Text is var text and not "done") context.Agent.Observe($"{version} {text}");
        return null;
    });
}
