using System.Text.Json.Nodes;
using ScriptChat.Engine.Tests.Support;
using ScriptChat.Messages;
using ScriptChat.Tasks;

namespace ScriptChat.Engine.Tests.People;

/// <summary>What a client is told beside messages: where its person is, when things were said, and that a judgement is safe.</summary>
internal sealed class WhereaboutsTests
{
    [Test]
    public void Journey_ThroughALine_IsToldPlaceByPlace()
    {
        using var bench = new Bench(Pairs());
        var ann = bench.Guest();
        Assert.That(Places(ann), Is.EqualTo(new[] { "menu" }));
        ann.Say("t");
        var bob = bench.Guest();
        Assert.That(ann.Deliveries.OfType<Whereabouts>().Last().Line, Is.EqualTo(new LineNews(1, 2, TimeSpan.Zero, TimeSpan.FromSeconds(300))));
        bob.Say("t");
        Assert.That(Places(ann), Is.EqualTo(new[] { "menu", "line t", "world t: Agent_1 here" }));
        Assert.That(Places(bob), Is.EqualTo(new[] { "menu", "world t: Agent_0 here" }), "who does not wait sees no line");
    }

    [Test]
    public void Line_ThatMovesUp_IsToldAndAgainToWhoComesBack()
    {
        using var bench = new Bench(Pairs(3));
        var ann = bench.Guest().Say("t");
        var bob = bench.Guest().Say("t");
        Assert.That(bob.Deliveries.OfType<Whereabouts>().Last().Line!.Place, Is.EqualTo(2));
        bench.Pass(7);
        ann.Say("exit");
        Assert.That(bob.Deliveries.OfType<Whereabouts>().Last().Line, Is.EqualTo(new LineNews(1, 3, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(300))));
        bob.Disconnect();
        bob.Enter(resume: true, lastSeen: 1);
        Assert.That(bob.Deliveries.OfType<Whereabouts>().Last().Line!.Place, Is.EqualTo(1));
    }

    [Test]
    public void Partner_WhoIsAway_IsSaidToWhoComesAnew()
    {
        using var bench = new Bench(Pairs());
        var ann = bench.Guest().Say("t");
        var bob = bench.Guest().Say("t");
        ann.Disconnect();
        bob.Enter(resume: true);
        Assert.That(Places(bob).Last(), Is.EqualTo("world t: Agent_0 away"));
    }

    [Test]
    public void Places_AreNotRecorded()
    {
        var journal = new KeepingJournal();
        using var bench = new Bench(Pairs(3), change: options => options with { Journal = journal });
        bench.Guest().Say("t");
        var plain = bench.Plain().Say("hi").Say("t");
        Assert.That(plain.Deliveries.OfType<Whereabouts>().Last().Line?.Place, Is.EqualTo(2));
        Assert.That(journal.Text, Does.Not.Contain(nameof(Whereabouts)).And.Not.Contain("placeInLine").IgnoreCase);
    }

    [Test]
    public void Message_AfterARefresh_HasTheTimeAtWhichItWasSaid()
    {
        using var bench = new Bench(Pairs());
        var ann = bench.Guest();
        var begun = bench.Time.GetUtcNow();
        Assert.That(ann.Deliveries.OfType<Shown>().Single().At, Is.EqualTo(begun));
        bench.Pass(60);
        ann.Say("t");
        bench.Pass(60);
        ann.Enter(resume: true);
        Assert.That(ann.Deliveries.OfType<Shown>().First(shown => shown.Seq == 1).At, Is.EqualTo(begun));
        Assert.That(ann.Deliveries.OfType<OwnWords>().Last().At, Is.EqualTo(begun.AddSeconds(60)));
    }

    [Test]
    public void Judgement_IsConfirmedAndComesAgainAfterARefresh_TheLastCounts()
    {
        using var bench = new Bench(Pairs());
        var ann = bench.Guest();
        foreach (var thumb in new[] { "up", "down" }) bench.Engine.Receive(ann.Id, new Judged(ann.Connection, 1, new JsonObject { ["thumb"] = thumb }));
        bench.Settle();
        Assert.That(ann.Deliveries.OfType<Judgement>().Select(one => (string?)one.Content["thumb"]), Is.EqualTo(new[] { "up", "down" }));
        ann.Disconnect();
        ann.Deliveries.Clear();
        ann.Enter(resume: true);
        var told = ann.Deliveries.OfType<Judgement>().Single();
        Assert.That((told.Seq, (string?)told.Content["thumb"]), Is.EqualTo((1, "down")));
    }

    [Test]
    public void Judgement_OfNoMessage_IsRefused()
    {
        using var bench = new Bench(Pairs());
        var ann = bench.Guest();
        bench.Engine.Receive(ann.Id, new Judged(ann.Connection, 99, new JsonObject { ["thumb"] = "up" }));
        bench.Settle();
        Assert.That(ann.Refusals, Is.EqualTo(new[] { "SC4011" }));
        Assert.That(ann.Deliveries.OfType<Judgement>(), Is.Empty);
    }

    [Test]
    public void SomebodyWhoPassesThroughTheMenu_WhileTheDiskTakesItsTime_HearsLastWhereTheyAre()
    {
        var catalog = new TestCatalog()
            .Task(new TaskEntry { Name = "t", TaskWorld = "T", AgentsRequired = 2 })
            .World("Menu", _ => Task.FromResult<string?>("t"))
            .World("T", _ => Task.FromResult<string?>(null))
            .Publish();
        var journal = new SlowJournal();
        using var bench = new Bench(catalog, change: options => options with { Journal = journal });
        var ann = bench.Guest();
        Assert.That(ann.Deliveries, Is.Empty, "what stands on no disk yet leaves nothing behind");
        journal.Store();
        Assert.That(ann.Deliveries[0], Is.InstanceOf<Welcomed>());
        Assert.That(Places(ann).Last(), Does.StartWith("line"));
    }

    private static IEnumerable<string> Places(TestPerson person) => person.Deliveries.OfType<Whereabouts>().Select(place =>
        $"{place.Where} {place.Task}".TrimEnd() + (place.Partners.Count > 0 ? $": {string.Join(", ", place.Partners.Select(partner => $"{partner.Who} {partner.State}"))}" : ""));

    private static TestCatalog Pairs(int agents = 2) => new TestCatalog()
        .World("Menu", async context => (await context.Agent.AskAsync("Where to?", "t")).Text)
        .Task(new TaskEntry { Name = "t", TaskWorld = "T", AgentsRequired = agents })
        .World("T", async context =>
        {
            foreach (var agent in context.Agents) agent.Observe(new Worlds.Message { Id = "World", Text = "Welcome." });
            await context.Agents[0].ActAsync();
            return null;
        })
        .Publish();
}
