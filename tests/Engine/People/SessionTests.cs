using ScriptChat.Engine.Tests.Support;
using ScriptChat.Messages;

namespace ScriptChat.Engine.Tests.People;

internal sealed class SessionTests
{
    [Test]
    public void Resend_OfAnId_IsAcknowledgedAndNotDoubled()
    {
        using var bench = new Bench(Echo());
        var ann = bench.Player().Say("one", "x1").Say("one", "x1");
        Assert.That(ann.Messages.Count(message => message.Text == "one"), Is.EqualTo(1));
        Assert.That(ann.Deliveries.OfType<Acknowledged>().Count(ack => ack.ClientId == "x1"), Is.EqualTo(2));
    }

    [Test]
    public void Words_BeyondTheLimitOfUnhandled_AreRefusedAndNotAcknowledged()
    {
        using var bench = new Bench(OneWorld.Of(context => context.Context.DelayAsync(TimeSpan.FromMinutes(1))));
        var ann = bench.Player();
        for (var count = 0; count < 64; count++) ann.Say("more", $"m{count}");
        ann.Say("too many", "last");
        Assert.That(ann.Refusals, Is.EqualTo(new[] { "SC4002" }));
        Assert.That(ann.Deliveries.OfType<Acknowledged>().Select(ack => ack.ClientId), Does.Contain("m63").And.Not.Contain("last"));
        bench.Pass(60);
        ann.Say("so", "last");
        Assert.That(ann.Deliveries.OfType<Acknowledged>().Select(ack => ack.ClientId), Does.Contain("last"));
    }

    [Test]
    public void Words_TheWorldDidNotRead_AreToldWhenItEnds()
    {
        using var bench = new Bench(OneWorld.Of(context => context.Context.DelayAsync(TimeSpan.FromMinutes(1))));
        var ann = bench.Player().Say("unread", "u1");
        bench.Pass(60);
        Assert.That(ann.Deliveries.OfType<Refused>().Select(refused => (refused.Code.Id, refused.ClientId)), Is.EqualTo(new[] { ("SC4003", "u1") }));
    }

    [Test]
    public void Words_TheWorldDidNotRead_AreToldAlsoToWhoWasAway()
    {
        using var bench = new Bench(OneWorld.Of(context => context.Context.DelayAsync(TimeSpan.FromMinutes(1))));
        var ann = bench.Player().Say("unread").Disconnect();
        bench.Pass(60);
        ann.Enter(resume: true, lastSeen: 1);
        Assert.That(ann.Messages.Select(message => message.Text), Does.Contain(Notices.Unheard));
    }

    [Test]
    public void Resume_WithLastSeen_BringsWhatWasMissedOnceAndInOrder()
    {
        using var bench = new Bench(Echo());
        var ann = bench.Player().Say("one").Disconnect();
        ann.Deliveries.Clear();
        ann.Enter(resume: true, lastSeen: 2);
        Assert.That(ann.Deliveries[0], Is.EqualTo(new Welcomed(ann.Connection, true, 3)));
        Assert.That(ann.Deliveries.OfType<Shown>().Select(shown => (shown.Seq, shown.Message.Text)), Is.EqualTo(new[] { (3L, "one") }));
        Assert.That(ann.Deliveries.OfType<OwnWords>(), Is.Empty);
    }

    [Test]
    public void Resume_WithoutLastSeen_BringsEverythingWithTheOwnWordsBetween()
    {
        using var bench = new Bench(Echo());
        var ann = bench.Player().Say("one").Disconnect();
        ann.Deliveries.Clear();
        ann.Enter(resume: true);
        var told = ann.Deliveries.Select(delivery => delivery switch
        {
            Shown shown => $"{shown.Seq} {shown.Message.Text}",
            OwnWords own => $"after {own.After} {own.Text}",
            _ => "",
        }).Where(text => text.Length > 0);
        Assert.That(told, Is.EqualTo(new[] { "1 Where to?", "after 1 t", "2 Go on.", "after 2 one", "3 one" }));
    }

    [Test]
    public void SecondConnection_TakesTheSeat()
    {
        using var bench = new Bench(Echo());
        var ann = bench.Player();
        var first = ann.Connection;
        ann.Enter(resume: true, lastSeen: 2);
        Assert.That(ann.Deliveries.OfType<Closing>(), Is.EqualTo(new[] { new Closing(first, CloseReason.Replaced) }));
        bench.Engine.Receive(ann.Id, new Said(first, "old", "from the old one"));
        bench.Engine.Receive(ann.Id, new Disconnected(first));
        bench.Settle();
        ann.Say("from the new one");
        Assert.That(ann.NewTexts(), Has.None.EqualTo("from the old one"));
        Assert.That(ann.LastText, Is.EqualTo("from the new one"));
    }

    [Test]
    public void UnknownSession_IsRefused()
    {
        using var bench = new Bench(Echo());
        var ann = new TestPerson(bench, new PersonId("test", "unknown"), keeps: true).Enter(resume: true);
        Assert.That(ann.Refusals, Is.EqualTo(new[] { "SC4001" }));
        ann.Say("hello");
        Assert.That(ann.Refusals, Is.EqualTo(new[] { "SC4001", "SC4001" }));
    }

    [Test]
    public void Session_OfSomebodyAway_EndsAfterItsLifetime()
    {
        using var bench = new Bench(Echo(), change: options => options with { SessionLifetime = TimeSpan.FromHours(1) });
        var ann = bench.Player().Disconnect();
        bench.Pass(3599);
        Assert.That(bench.Engine.Counts.InTaskWorlds, Is.EqualTo(1));
        bench.Pass(1);
        Assert.That(bench.Engine.Counts, Is.EqualTo(new EngineCounts(0, 0, 0, 0, 0)));
        Assert.That(ann.Enter(resume: true).Refusals, Is.EqualTo(new[] { "SC4001" }));
    }

    [Test]
    public void Session_OfSomebodyWhoCameBack_GoesOn()
    {
        using var bench = new Bench(Echo(), change: options => options with { SessionLifetime = TimeSpan.FromHours(1) });
        var ann = bench.Player().Disconnect();
        bench.Pass(3000);
        ann.Enter(resume: true, lastSeen: 2);
        bench.Pass(3600);
        Assert.That(ann.Say("here").LastText, Is.EqualTo("here"));
    }

    [Test]
    public void PlainClient_ThatDisconnects_HasLeft()
    {
        using var bench = new Bench(Echo());
        var plain = bench.Plain();
        Assert.That(plain.NewTexts(), Is.Empty);
        plain.Say("hi").Say("t").Say("echo");
        Assert.That(plain.NewTexts(), Is.EqualTo(new[] { "Where to?", "Go on.", "echo" }));
        plain.Disconnect();
        Assert.That(bench.Engine.Counts, Is.EqualTo(new EngineCounts(0, 0, 0, 0, 0)));
    }

    [Test]
    public void Typing_AndReading_ReachThePartner_AndAreNotRecorded()
    {
        var journal = new KeepingJournal();
        using var bench = new Bench(Echo(agents: 2), change: options => options with { Journal = journal });
        var ann = bench.Player();
        var bob = bench.Player();
        bench.Engine.Receive(ann.Id, new Read(ann.Connection, 1));
        bench.Settle();
        Assert.That(bob.Deliveries.OfType<ReadBy>(), Is.Empty, "bob has said nothing here that ann could have read");
        bob.Say("hello");
        var before = journal.Text;
        bench.Engine.Receive(ann.Id, new Typed(ann.Connection, true));
        bench.Engine.Receive(ann.Id, new Read(ann.Connection, 1));
        bench.Settle();
        Assert.That(bob.Deliveries.OfType<Typing>().Single().Who, Is.EqualTo("Agent_0"));
        Assert.That(bob.Deliveries.OfType<ReadBy>().Single().Who, Is.EqualTo("Agent_0"));
        Assert.That(journal.Text, Is.EqualTo(before));
    }

    [Test]
    public void Feedback_IsRecorded()
    {
        var journal = new KeepingJournal();
        using var bench = new Bench(Echo(), change: options => options with { Journal = journal });
        var ann = bench.Player();
        bench.Engine.Receive(ann.Id, new Judged(ann.Connection, 2, new System.Text.Json.Nodes.JsonObject { ["stars"] = 5 }));
        bench.Settle();
        Assert.That(journal.Text, Does.Contain("\"stars\":5"));
    }

    [Test]
    public void JournalThatFails_LetsNothingOut()
    {
        var journal = new KeepingJournal();
        using var bench = new Bench(Echo(), change: options => options with { Journal = journal });
        var ann = bench.Player();
        journal.Fails = true;
        ann.Say("lost", "l1");
        Assert.That(ann.Deliveries.OfType<Acknowledged>().Select(ack => ack.ClientId), Does.Not.Contain("l1"));
        Assert.That(ann.Deliveries.OfType<Refused>().Single(), Is.EqualTo(new Refused(ann.Connection, Diagnostics.ServiceCodes.NotStored, Diagnostics.ServiceCodes.NotStored.Remedy, "l1")));
        Assert.That(bench.Log.Codes, Does.Contain("SC5105"));
    }

    [Test]
    public void WordsSaidTwice_WhileTheDiskTakesItsTime_AreAcknowledgedWhenTheyAreDurable()
    {
        var journal = new SlowJournal();
        using var bench = new Bench(Echo(), change: options => options with { Journal = journal });
        var ann = bench.Player();
        journal.Store();
        ann.Say("once", "w1").Say("once", "w1");
        Assert.That(ann.Deliveries.OfType<Acknowledged>().Select(ack => ack.ClientId), Does.Not.Contain("w1"));
        journal.Store();
        Assert.That(ann.Deliveries.OfType<Acknowledged>().Select(ack => ack.ClientId), Has.Exactly(2).EqualTo("w1"));
        Assert.That(ann.Messages.Select(message => message.Text), Has.One.EqualTo("once"));
    }

    [Test]
    public void Words_ThatAreNotValidText_AreTakenAllTheSame()
    {
        using var bench = new Bench(Echo());
        Assert.That(bench.Player().Say("half a \ud83d").LastText, Is.EqualTo("half a \ud83d"));
        Assert.That(bench.Log.Entries, Is.Empty);
    }

    [Test]
    public void Leaves_AndComesAgainUnderTheSameAddress_IsSomebodyNew()
    {
        using var bench = new Bench(Echo(agents: 2));
        var ann = bench.Guest("ann").Say("t").Leave();
        Assert.That(ann.Deliveries.OfType<Closing>().Single().Reason, Is.EqualTo(CloseReason.Ended));
        var again = bench.Guest("ann").Say("t");
        Assert.That(bench.Engine.Counts.Waiting, Is.EqualTo(1));
        bench.Player();
        Assert.That(again.LastText, Is.EqualTo("Go on."));
    }

    private static TestCatalog Echo(int agents = 1) => OneWorld.Of(
        async context =>
        {
            foreach (var agent in context.Agents) agent.Observe("Go on.");
            while (true)
            {
                var turn = await context.Context.NextActAsync(context.Agents);
                turn!.Agent.Observe(turn.Message);
            }
        },
        agents);
}
