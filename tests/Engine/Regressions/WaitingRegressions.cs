using ScriptChat.Engine.Tests.Support;
using ScriptChat.Messages;
using ScriptChat.Tasks;

namespace ScriptChat.Engine.Tests.Regressions;

/// <summary>What went wrong in the pools of the system that this one follows.</summary>
internal sealed class WaitingRegressions
{
    [Test]
    public void WaitNotice_IsSaidOnce_AndMatchingGoesOn()
    {
        using var bench = new Bench(Pairs());
        var ann = bench.Player();
        for (var second = 0; second < 40; second++) bench.Pass(1);
        Assert.That(ann.NewTexts().Count(text => text == Notices.StillWaiting(1)), Is.EqualTo(1));
        bench.Player();
        Assert.That(ann.LastText, Is.EqualTo("Welcome."));
    }

    [Test]
    public void WordsWhileWaiting_AreAnswered_AndExitLeaves()
    {
        using var bench = new Bench(Pairs());
        var ann = bench.Player().Say("anybody there?");
        Assert.That(ann.LastText, Is.EqualTo(Notices.Waiting));
        ann.Say(" Exit ");
        Assert.That(ann.LastText, Is.EqualTo("Where to?"));
        bench.Player();
        Assert.That(bench.Engine.Counts.Waiting, Is.EqualTo(1), "who left the line is not matched");
    }

    [Test]
    public void TimeOut_LeadsToAMenuThatWorks()
    {
        using var bench = new Bench(Pairs());
        var ann = bench.Player();
        bench.Pass(300);
        Assert.That(ann.LastText, Is.EqualTo("Where to?"));
        ann.Say("t");
        bench.Player();
        Assert.That(ann.LastText, Is.EqualTo("Welcome."));
    }

    [Test]
    public void TimeOut_OfManyAtOnce_TakesAllOfThemOut()
    {
        using var bench = new Bench(Pairs(agents: 7));
        TestPerson[] people = [.. Enumerable.Range(0, 6).Select(_ => bench.Player())];
        bench.Pass(300);
        Assert.That(people.Select(person => person.LastText), Is.All.EqualTo("Where to?"));
        Assert.That(bench.Engine.Counts.Waiting, Is.Zero);
    }

    [Test]
    public void OnePerson_IsNeverPairedWithThemselves()
    {
        using var bench = new Bench(Pairs());
        var ann = bench.Player().Say("EXIT").Say("t");
        ann.Disconnect().Enter(resume: true, lastSeen: 1).Enter(resume: true, lastSeen: 1);
        Assert.That(bench.Engine.Counts, Is.EqualTo(new EngineCounts(1, 1, 1, 0, 0)));
    }

    [TestCase("T")]
    [TestCase("t_task")]
    public void Eligibility_IsFoundOnTheTaskWorldAndUnderTheTasksName(string owner)
    {
        var catalog = new TestCatalog().Menu().Task(new TaskEntry { Name = "t_task", TaskWorld = "T" });
        foreach (var name in new[] { "T", "t_task" })
            catalog.World(name, _ => Task.FromResult<string?>(null), parts => parts.Eligibility = name == owner ? _ => ValueTask.FromResult(false) : null);
        using var bench = new Bench(catalog.Publish());
        bench.Guest().Say("t_task");
        Assert.That(bench.Engine.Counts.Waiting, Is.EqualTo(1));
    }

    [Test]
    public void PlainClients_DroppedByTheRoles_KeepTheirPlace()
    {
        using var bench = new Bench(Pairs(agents: 3, more: parts => parts.AssignRoles = agents =>
        {
            agents[0].DisplayId = "a";
            agents[2].DisplayId = "c";
            return ValueTask.CompletedTask;
        }));
        TestPerson[] people = [.. Enumerable.Range(0, 3).Select(_ => bench.Plain().Say("hi").Say("t"))];
        Assert.That(people.Select(person => person.LastText), Is.EqualTo(new[] { "Welcome.", "Where to?", "Welcome." }));
        Assert.That(people[1].Say("hm").LastText, Is.EqualTo(Notices.Waiting));
    }

    [Test]
    public void ThousandArrivals_AreMatchedWithoutWaiting()
    {
        using var bench = new Bench(Pairs());
        TestPerson[] people = [.. Enumerable.Range(0, 1000).Select(_ => bench.Player())];
        Assert.That(people.Select(person => person.LastText), Is.All.EqualTo("Welcome."));
        Assert.That(bench.Engine.Counts.InTaskWorlds, Is.EqualTo(500));
    }

    private static TestCatalog Pairs(int agents = 2, Action<TestCatalog.WorldDefinitionParts>? more = null) => new TestCatalog().Menu()
        .Task(new TaskEntry { Name = "t", TaskWorld = "T", AgentsRequired = agents })
        .World(
            "T",
            async context =>
            {
                foreach (var agent in context.Agents) agent.Observe("Welcome.");
                await context.Context.NextActAsync(context.Agents);
                return null;
            },
            more)
        .Publish();
}
