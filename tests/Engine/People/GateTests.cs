using ScriptChat.Engine.Tests.Support;
using ScriptChat.Messages;

namespace ScriptChat.Engine.Tests.People;

internal sealed class GateTests
{
    private readonly KeepingJournal journal = new();

    [Test]
    public void RightPassword_OpensTheJourney()
    {
        using var bench = Locked();
        var ann = bench.Guest();
        Assert.That(ann.NewTexts(), Is.EqualTo(new[] { Notices.Password }));
        ann.Say("wrong-pass");
        Assert.That(ann.NewTexts(), Is.EqualTo(new[] { Notices.WrongPassword }));
        Assert.That(ann.Refusals, Is.EqualTo(new[] { "SC4004" }));
        ann.Say(" s3cret-pass ");
        Assert.That(ann.NewTexts(), Is.EqualTo(new[] { "Where to?" }));
    }

    [Test]
    public void PlainClient_AnswersTheGateWithItsFirstWord_AndIsToldOnce()
    {
        using var bench = Locked();
        var plain = bench.Plain().Say("hi").Say("wrong-pass");
        Assert.That(plain.NewTexts(), Is.EqualTo(new[] { Notices.Password, Notices.WrongPassword }));
        Assert.That(plain.Refusals, Is.Empty);
        Assert.That(bench.Plain().Say("s3cret-pass").NewTexts(), Is.EqualTo(new[] { "Where to?" }));
    }

    [Test]
    public void Tries_AreFiveAMinute()
    {
        using var bench = Locked();
        var ann = bench.Guest();
        for (var count = 0; count < 5; count++) ann.Say("wrong-pass");
        ann.Say("s3cret-pass");
        Assert.That(ann.LastText, Is.EqualTo(Notices.TooManyTries));
        Assert.That(ann.Refusals.Last(), Is.EqualTo("SC4005"));
        bench.Pass(60);
        ann.Say("s3cret-pass");
        Assert.That(ann.LastText, Is.EqualTo("Where to?"));
    }

    [Test]
    public void ManyPeopleWithTheRightPassword_DoNotLockEachOtherOut()
    {
        using var bench = Locked();
        for (var count = 0; count < 100; count++) Assert.That(bench.Guest().Say("s3cret-pass").LastText, Is.EqualTo("Where to?"));
    }

    [Test]
    public void WrongTries_OfManyNewPeople_AreLimitedTogether()
    {
        using var bench = Locked();
        for (var count = 0; count < 60; count++) bench.Guest().Say("wrong-pass");
        Assert.That(bench.Guest().Say("wrong-pass").LastText, Is.EqualTo(Notices.TooManyTries));
    }

    [Test]
    public void Password_IsNeverRecordedNorShownAgain()
    {
        using var bench = Locked();
        var ann = bench.Guest().Say("wrong-pass").Say("s3cret-pass").Say("a recorded word");
        bench.Plain().Say("s3cret-pass");
        Assert.That(journal.Text, Does.Not.Contain("s3cret-pass").And.Not.Contain("wrong-pass"));
        Assert.That(journal.Text, Does.Contain("a recorded word"));
        ann.Disconnect().Enter(resume: true);
        Assert.That(ann.Deliveries.OfType<Messages.OwnWords>().Select(own => own.Text), Is.EqualTo(new[] { "a recorded word" }));
        Assert.That(bench.Log.Entries.Select(entry => entry.Text), Has.None.Contain("s3cret-pass"));
    }

    [Test]
    public void Gate_StandsAlsoForWhoCameBeforeTheTaskWasReady()
    {
        var catalog = new TestCatalog { Password = "s3cret-pass" }.Menu();
        using var bench = new Bench(catalog);
        var ann = bench.Guest();
        Assert.That(ann.LastText, Is.EqualTo(Notices.Initializing));
        catalog.Publish();
        bench.Settle();
        Assert.That(ann.LastText, Is.EqualTo(Notices.Password));
    }

    private Bench Locked()
    {
        var catalog = OneWorld.Of(async context => await context.Agent.ActAsync());
        catalog.Password = "s3cret-pass";
        catalog.Publish();
        return new Bench(catalog, change: options => options with { Journal = journal });
    }
}
