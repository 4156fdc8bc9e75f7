using ScriptChat.Engine.Tests.Support;
using ScriptChat.Messages;
using ScriptChat.Tasks;

namespace ScriptChat.Engine.Tests.Regressions;

/// <summary>What the simulation with crashes has found.</summary>
internal sealed class RestartRegressions
{
    [Test]
    public void Line_OfATaskThatIsGoneAtTheRestart_IsSentBackToTheMenu()
    {
        var catalog = new TestCatalog().Menu().Task(new TaskEntry { Name = "pair", TaskWorld = "Pair", AgentsRequired = 2 }).World("Pair", async context =>
        {
            await context.Agent.ActAsync();
            return null;
        });
        var life = new Lifetimes(catalog.Publish());
        life["ann"].Enter().Say("pair");
        // The save is known to the next process only: the one before died with it.
        life.Journal.DiesAfter = life.Journal.Records;
        catalog.Remove("pair").Publish();
        life.Settle();
        Assert.That(life.Deaths, Is.EqualTo(1));
        Assert.That(life["ann"].Transcript, Does.Contain("Sorry, this task takes no more conversations. Returning to the menu."));
        Assert.That(life["ann"].LastText, Is.EqualTo("Where to?"));
    }

    [Test]
    public void Word_ThatAWorldDidNotTake_IsToldOfAfterACrashToo()
    {
        var told = 0;
        for (var record = 1; record < 20; record++)
        {
            var catalog = new TestCatalog().Menu().Task(new TaskEntry { Name = "once", TaskWorld = "Once" }).World("Once", async context =>
            {
                await context.Agent.ActAsync();
                return null;
            });
            var life = new Lifetimes(catalog.Publish());
            life["ann"].Enter().Say("once");
            life.Journal.DiesAfter = life.Journal.Records + record;
            // Both are acknowledged; the world takes the first and is over.
            life["ann"].SayAll("one", "two");
            var answers = life["ann"].Transcript.Skip(1).ToList();
            // What was not acknowledged is said again, and is then an answer to the menu.
            Assert.That(answers, Has.Some.EqualTo("! SC4003").Or.Some.EqualTo(Notices.Unheard).Or.Some.Contains("no \"two\" here"), $"after record {record}: {string.Join(" | ", answers)}");
            if (answers.Contains(Notices.Unheard)) told++;
        }

        Assert.That(told, Is.GreaterThan(0), "no crash was between the end of the world and its being told");
    }
}
