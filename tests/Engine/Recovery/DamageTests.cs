using ScriptChat.Engine.Conversations;
using ScriptChat.Engine.Tests.Support;
using ScriptChat.Journal;
using ScriptChat.Tasks;

namespace ScriptChat.Engine.Tests.Recovery;

/// <summary>A conversation with a record that can't be read any more: its people are told and go on, and everybody else is where they were.</summary>
internal sealed class DamageTests
{
    [Test]
    public void Restart_WithADamagedRecord_LetsOnlyItsPeopleGo([Range(0, 2)] int index)
    {
        var catalog = new TestCatalog { MaxWorkers = 2 }.Menu().Task(new TaskEntry { Name = "pair", TaskWorld = "Pair", AgentsRequired = 2 }).World("Pair", async context =>
        {
            while (true)
            {
                var turn = await context.Context.NextActAsync(context.Agents);
                foreach (var agent in context.Agents) agent.Observe($"{turn!.Message.Text}!");
            }
        });
        var life = new Lifetimes(catalog.Publish());
        foreach (var name in (string[])["ann", "bob", "cem", "dee"]) life[name].Enter().Say("pair");
        life["ann"].Say("one");
        life["cem"].Say("two");
        life["bob"].Say("three");
        Assert.That(life["ann"].LastText, Is.EqualTo("three!"));
        var damaged = life.Engine.Actors.OfType<Conversation>().Single(one => one.Agents.Any(agent => agent.Person.Value == "test:ann")).ConversationId;
        life.Journal.Damaged = (new StreamId('c', damaged.Value), index);

        life.Restart();

        Assert.That(life["ann"].LastText, Is.EqualTo("Where to?"));
        Assert.That(life["bob"].LastText, Is.EqualTo("Where to?"));
        Assert.That(life["dee"].Say("four").LastText, Is.EqualTo("four!"));
        Assert.That(life["cem"].LastText, Is.EqualTo("four!"));
        var said = life.Log.Entries.Single(entry => entry.Code == "SC5010");
        Assert.That(said.Text, Does.Contain("a byte was changed"));
        // The place that it had among those at work is free again.
        life["ann"].Say("pair");
        life["bob"].Say("pair");
        Assert.That(life["ann"].Say("again").LastText, Is.EqualTo("again!"));
        life.Restart();
        Assert.That(life["bob"].Say("and again").LastText, Is.EqualTo("and again!"));
    }
}
