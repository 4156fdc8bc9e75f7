using ScriptChat.Engine.Tests.Support;
using ScriptChat.Messages;
using ScriptChat.Tasks;

namespace ScriptChat.Engine.Tests.Recovery;

/// <summary>What is counted and waited for goes on where it was when the process died.</summary>
internal sealed class ContinuityTests
{
    [Test]
    public void Conversations_OfTheLimit_AreCountedAcrossRestarts()
    {
        var catalog = Catalog();
        catalog.Conversations = 2;
        var life = new Lifetimes(catalog.Publish());
        life["ann"].Enter().Say("talk").Say("bye");
        life["bob"].Enter().Say("talk");
        // One that is had and one that runs, more than once.
        life.Restart();
        life.Restart();
        life["carl"].Enter().Say("talk");
        Assert.That(life["carl"].Transcript.TakeLast(2), Is.EqualTo(new[] { Notices.TaskClosed, "Where to?" }));
        Assert.That(life.Engine.Finished.IsCompleted, Is.False);
        life["bob"].Say("bye");
        Assert.That(life.Engine.Finished.IsCompleted, Is.True);
        // Started once more it has nothing to do either, until somebody raises the number.
        life.Restart();
        Assert.That(life.Engine.Finished.IsCompleted, Is.True);
    }

    [Test]
    public void Session_OfSomebodyAway_EndsAfterItsLifetimeOverAllRuns()
    {
        var life = new Lifetimes(Catalog().Publish(), options => options with { SessionLifetime = TimeSpan.FromSeconds(100) });
        life["ann"].Enter().Disconnect();
        life.Pass(60);
        life["bob"].Enter();
        life.Restart();
        life.Pass(39);
        Assert.That(life.Engine.Counts.People, Is.EqualTo(2));
        life.Pass(2);
        Assert.That(life.Engine.Counts.People, Is.EqualTo(1));
    }

    [Test]
    public void Timers_AfterARestart_HoldUntilThePeopleAreBack()
    {
        var life = Waiting();
        life.Pass(30);
        life["ann"].Reconnect();
        life.Settle();
        life.Pass(4);
        Assert.That(life["ann"].LastText, Is.EqualTo("in a moment"));
        life.Pass(2);
        Assert.That(life["ann"].LastText, Is.EqualTo("now"));
    }

    [Test]
    public void Timers_AfterARestart_HoldForAMinuteAtMost()
    {
        var life = Waiting();
        life.Pass(60);
        life.Pass(6);
        // It has been said while she was away.
        life["ann"].Reconnect();
        life.Settle();
        Assert.That(life["ann"].LastText, Is.EqualTo("now"));
    }

    [Test]
    public void Line_AfterARestart_KeepsItsOrderWhoeverIsBackFirst()
    {
        var life = new Lifetimes(Catalog().Publish());
        foreach (var name in new[] { "ann", "bob", "carl" })
        {
            life[name].Enter().Say("four");
            life.Pass(1);
        }

        life.Restart(comeBack: false);
        foreach (var name in new[] { "carl", "bob", "ann" }) life[name].Enter();
        life["dora"].Enter().Say("four");
        Assert.That(
            new[] { "ann", "bob", "carl", "dora" }.Select(name => life[name].LastText),
            Is.EqualTo(new[] { "you are Agent_0", "you are Agent_1", "you are Agent_2", "you are Agent_3" }));
    }

    [Test]
    public void Line_AfterARestart_KeepsTheTimeThatWasWaited()
    {
        var life = new Lifetimes(Catalog().Publish());
        life["ann"].Enter().Say("four");
        life.Pass(200);
        life["bob"].Enter();
        life.Restart();
        life.Pass(99);
        Assert.That(life["ann"].LastText, Does.StartWith("Still looking"));
        life.Pass(2);
        Assert.That(life["ann"].Transcript.TakeLast(2), Is.EqualTo(new[] { Notices.TimedOut, "Where to?" }));
    }

    [Test]
    public void Partner_OfSomebodyWhoLeftForGoodInTheLastMoment_HearsOfIt()
    {
        var whole = LeaveIn(null, out var records);
        Assert.That(whole["bob"].Transcript.TakeLast(2), Is.EqualTo(new[] { Notices.PartnerLeft, "Where to?" }));
        // With the first of them it is durable that she has left.
        for (var record = 1; record < records; record++)
        {
            var crashed = LeaveIn(record, out _);
            Assert.That(crashed.Deaths, Is.EqualTo(1));
            Assert.That(crashed["bob"].Transcript, Is.EqualTo(whole["bob"].Transcript), $"after record {record}");
            Assert.That(crashed.Engine.Counts.People, Is.EqualTo(1), $"after record {record}");
        }
    }

    [Test]
    public void Address_OfSomebodyWhoLeftForGood_IsAsGoodAsNewAfterARestart()
    {
        var life = new Lifetimes(Catalog().Publish());
        life["ann"].Enter().Say("talk").Say("one").Leave();
        life["ann"].Anew().Enter().Say("talk");
        life.Restart();
        life["ann"].Say("two");
        Assert.That(
            life["ann"].Transcript,
            Is.EqualTo(new[] { "Where to?", "go on", "Where to?", "go on" }));
        Assert.That(life.Engine.Counts, Is.EqualTo(new EngineCounts(1, 1, 0, 1, 1)));
    }

    private static Lifetimes LeaveIn(int? diesAfter, out int records)
    {
        var life = new Lifetimes(Catalog().Publish());
        life["ann"].Enter().Say("pair");
        life["bob"].Enter().Say("pair");
        var before = life.Journal.Records;
        life.Journal.DiesAfter = before + diesAfter;
        life["ann"].Leave();
        records = life.Journal.Records - before;
        return life;
    }

    private static Lifetimes Waiting()
    {
        var life = new Lifetimes(Catalog().Publish());
        life["ann"].Enter().Say("late");
        life.Pass(5);
        life["bob"].Enter();
        life.Restart(comeBack: false);
        return life;
    }

    private static TestCatalog Catalog() => new TestCatalog().Menu()
        .Task(new TaskEntry { Name = "talk", TaskWorld = "Talk" })
        .Task(new TaskEntry { Name = "late", TaskWorld = "Late" })
        .Task(new TaskEntry { Name = "four", TaskWorld = "Four", AgentsRequired = 4 })
        .Task(new TaskEntry { Name = "pair", TaskWorld = "Pair", AgentsRequired = 2 })
        .World("Talk", async context =>
        {
            while ((await context.Agent.ActAsync()).Text != "bye") context.Agent.Observe("go on");
            return null;
        })
        .World("Late", async context =>
        {
            context.Agent.Observe("in a moment");
            await context.Context.DelayAsync(TimeSpan.FromSeconds(10));
            context.Agent.Observe("now");
            await context.Agent.ActAsync();
            return null;
        })
        .World("Four", async context =>
        {
            foreach (var agent in context.Agents) agent.Observe($"you are {agent.DisplayId}");
            await context.Context.NextActAsync(context.Agents);
            return null;
        })
        .World("Pair", async context =>
        {
            while (await context.Context.NextActAsync(context.Agents) is { } turn)
                foreach (var partner in turn.Agent.Partners) partner.Observe(turn.Message.Text);
            return null;
        });
}
