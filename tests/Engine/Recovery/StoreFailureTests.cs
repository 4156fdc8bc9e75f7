using ScriptChat.Engine.Tests.Support;
using ScriptChat.Messages;

namespace ScriptChat.Engine.Tests.Recovery;

/// <summary>The journal takes nothing for a while.</summary>
internal sealed class StoreFailureTests
{
    [Test]
    public void Words_WhileNothingCanBeStored_AreRefusedAndTakenOnceLater()
    {
        var (bench, journal) = Begin();
        using var _ = bench;
        var (ann, bob) = (bench.Player(), bench.Player());
        ann.Say("one");
        journal.Fill();
        ann.Say("two", "a-two");
        bob.Say("other", "b-other");

        Assert.That(Acknowledgements(ann), Does.Not.Contain("a-two"));
        Assert.That(ann.Refusals, Is.EqualTo(new[] { ServiceCodesId }));
        Assert.That(bob.Refusals, Is.EqualTo(new[] { ServiceCodesId }));
        Assert.That(ann.LastText, Is.EqualTo("heard one"));
        Assert.That(bench.Log.Codes, Has.One.EqualTo("SC5105"));

        journal.MakeRoom();
        bench.Settle();
        ann.Say("two", "a-two").Say("two", "a-two");
        bob.Say("other", "b-other");
        Assert.That(ann.Messages.Select(message => message.Text), Is.EqualTo(new[] { "Where to?", "begun", "heard one", "heard two" }));
        Assert.That(bob.Messages.Select(message => message.Text), Is.EqualTo(new[] { "Where to?", "begun", "heard other" }));
        Assert.That(Acknowledgements(ann), Does.Contain("a-two"));
        Assert.That(ann.Deliveries.OfType<Shown>().Select(shown => shown.Seq), Is.EqualTo(new long[] { 1, 2, 3, 4 }));
        Assert.That(journal.Failures, Is.GreaterThan(0));
    }

    [Test]
    public void Store_ThatFailsAgainAndAgain_RecoversEachTime()
    {
        var (bench, journal) = Begin();
        using var _ = bench;
        var ann = bench.Player();
        for (var time = 0; time < 5; time++)
        {
            journal.Fill();
            ann.Say($"word {time}", $"id {time}");
            Assert.That(Acknowledgements(ann), Does.Not.Contain($"id {time}"));
            journal.MakeRoom();
            bench.Settle();
            ann.Say($"word {time}", $"id {time}");
            Assert.That(ann.LastText, Is.EqualTo($"heard word {time}"));
        }

        Assert.That(bench.Log.Codes.Count(code => code == "SC5105"), Is.EqualTo(5));
        Assert.That(ann.Messages.Count(), Is.EqualTo(7));
    }

    [Test]
    public void Newcomer_WhileNothingCanBeStored_IsWelcomedWhenItCan()
    {
        var (bench, journal) = Begin();
        using var _ = bench;
        var ann = bench.Player();
        journal.Fill();
        ann.Say("lost", "lost");
        var bob = bench.Guest();
        Assert.That(bob.Deliveries, Is.Empty);
        journal.MakeRoom();
        bench.Settle();
        Assert.That(bob.LastText, Is.EqualTo("Where to?"));
    }

    private static string ServiceCodesId => Diagnostics.ServiceCodes.NotStored.Id;

    private static string[] Acknowledgements(TestPerson person) => [.. person.Deliveries.OfType<Acknowledged>().Select(one => one.ClientId)];

    private static (Bench Bench, FailingJournal Journal) Begin()
    {
        FailingJournal? journal = null;
        var catalog = OneWorld.Of(async context =>
        {
            context.Agent.Observe("begun");
            while (true) context.Agent.Observe($"heard {(await context.Agent.ActAsync()).Text}");
        });
        var bench = new Bench(catalog, change: options => options with { Journal = journal = new FailingJournal(new Journal.MemoryJournal()) });
        return (bench, journal!);
    }
}
