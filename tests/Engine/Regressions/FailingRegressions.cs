using ScriptChat.Engine.Tests.Support;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Tests.Regressions;

/// <summary>What stopped or stranded people in the system that this one follows.</summary>
internal sealed class FailingRegressions
{
    [Test]
    public void VanishedPeople_FreeTheirWorkers()
    {
        var catalog = OneWorld.Of(async context => await context.Agent.AskAsync("Welcome."));
        catalog.MaxWorkers = 3;
        using var bench = new Bench(catalog.Publish());
        for (var count = 0; count < 3; count++) bench.Plain().Say("hi").Say("t").Disconnect();
        Assert.That(bench.Engine.Counts, Is.EqualTo(new EngineCounts(0, 0, 0, 0, 0)));
        Assert.That(bench.Plain().Say("hi").Say("t").LastText, Is.EqualTo("Welcome."));
    }

    [Test]
    public void UnknownTask_IsSaid_AndNobodyElseNotices()
    {
        using var bench = new Bench(OneWorld.Of(async context => await context.Agent.AskAsync("Welcome.")));
        var ann = bench.Guest().Say("nowhere");
        Assert.That(ann.NewTexts().TakeLast(2), Is.EqualTo(new[] { Notices.UnknownTask("nowhere"), "Where to?" }));
        Assert.That(bench.Player().LastText, Is.EqualTo("Welcome."));
        Assert.That(ann.Say("t").LastText, Is.EqualTo("Welcome."));
    }

    [Test]
    public void CrashedWorld_LogsTheStackAndLetsEverybodyReturn()
    {
        using var bench = new Bench(OneWorld.Of(Crash, agents: 2));
        TestPerson[] people = [bench.Player(), bench.Player()];
        Assert.That(people.Select(person => person.LastText), Is.All.EqualTo("Where to?"));
        Assert.That(bench.Log.Entries.Single().Error!.StackTrace, Does.Contain(nameof(Crash)));

        static async Task Crash(WorldContext context)
        {
            await context.Context.OnceAsync("one", (_, _) => Task.FromResult(1));
            throw new InvalidOperationException("crash");
        }
    }

    [Test]
    public void Overworld_ThatAlwaysCrashes_StopsAfterAFewTries()
    {
        var tries = 0;
        var catalog = new TestCatalog().World("Menu", FailAsync).Publish();
        using var bench = new Bench(catalog);
        var ann = bench.Guest();
        Assert.That(tries, Is.EqualTo(3));
        Assert.That(ann.LastText, Is.EqualTo(Notices.Stuck));
        Assert.That(bench.Log.Codes, Is.EqualTo(new[] { "SC3001", "SC3001", "SC3001", "SC3013" }));

        Task<string?> FailAsync(WorldContext context)
        {
            tries++;
            throw new InvalidOperationException("menu");
        }
    }

    [Test]
    public void QuickReplies_OfAnySize_AndPersonas_ReachThePersonWhole()
    {
        var message = new Message { Text = new string('x', 5000), QuickReplies = [new string('y', 100)], PersonaId = "p", EpisodeDone = true };
        using var bench = new Bench(OneWorld.Of(context => { context.Agent.Observe(message); return context.Agent.ActAsync(); }));
        Assert.That(bench.Player().Messages.Last(), Is.EqualTo(message));
    }
}
