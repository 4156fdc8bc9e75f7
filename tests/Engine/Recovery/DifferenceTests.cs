using ScriptChat.Engine.Tests.Support;
using ScriptChat.Messages;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Tests.Recovery;

/// <summary>Scripts that can't be rebuilt as they were: it is said where and why, and hurts nobody.</summary>
internal sealed class DifferenceTests
{
    /// <summary>What slipped through the script's warnings: another value in another process.</summary>
    private int chance;

    [SetUp]
    public void Draw() => chance = 1;

    [Test]
    public void Chance_ThatDecidesHowMuchIsSaid_IsNamedAndHurtsNobodyElse()
    {
        var life = Begin(async context =>
        {
            context.Agent.Observe("begun");
            await context.Agent.ActAsync();
            for (var count = 0; count < chance; count++) context.Agent.Observe("secret words");
            await context.Agent.ActAsync();
        });
        life["ann"].Say("private words");
        life["bob"].Enter().Say("echo").Say("hi");
        chance = 2;
        life.Restart();

        var said = life.Log.Entries.Single(entry => entry.Code == "SC5101").Text;
        Assert.That(said, Does.Contain("at event 2").And.Contain("Spoke").And.Contain("now a message to").And.Contain("then nothing"));
        CheckBack(life);
    }

    [Test]
    public void Chance_ThatDecidesWhomItWaitsFor_IsNamedAndHurtsNobodyElse()
    {
        var life = Begin(async context =>
        {
            if (chance == 1) await context.Agent.ActAsync();
            else await context.Context.DelayAsync(TimeSpan.FromHours(1));
        });
        life["bob"].Enter().Say("echo").Say("hi");
        chance = 2;
        life.Restart();

        Assert.That(life.Log.Entries.Single(entry => entry.Code == "SC5101").Text, Does.Contain("at event 1").And.Contain("Begin").And.Contain("now for 1 timer"));
        CheckBack(life);
    }

    [Test]
    public void Chance_ThatDecidesWordsOnly_IsNotedAndTheConversationGoesOn()
    {
        var life = Begin(async context =>
        {
            context.Agent.Observe($"lucky {chance}");
            context.Agent.Observe($"heard {(await context.Agent.ActAsync()).Text}");
        });
        chance = 2;
        life.Restart();

        Assert.That(life.Log.Entries.Where(entry => entry.Code is not null), Is.Empty);
        Assert.That(life.Log.Entries.Single().Text, Does.Contain("1 of its").And.Contain("other words"));
        life["ann"].Say("on");
        Assert.That(life["ann"].Transcript, Is.EqualTo(new[] { "Where to?", "lucky 1", "heard on", "Where to?" }));
    }

    [Test]
    public void Version_ThatIsNotKept_LetsItsPeopleGo()
    {
        var catalog = new TestCatalog();
        var life = Begin(async context => await context.Agent.ActAsync(), catalog);
        catalog.Kept.Clear();
        catalog.Publish();
        life["bob"].Enter().Say("echo").Say("hi");
        life.Restart();

        Assert.That(life.Log.Codes, Has.One.EqualTo("SC5102"));
        CheckBack(life);
    }

    [Test]
    public void Conversation_ThatAwaitedSomethingForeign_LetsItsPeopleGo()
    {
        var foreign = new TaskCompletionSource();
        var life = Begin(async context =>
        {
            await foreign.Task;
            context.Agent.Observe("foreign");
            await context.Agent.ActAsync();
        });
        life["bob"].Enter().Say("echo").Say("hi");
        foreign.SetResult();
        life.Settle();
        Assert.That(life["ann"].LastText, Is.EqualTo("foreign"));
        life.Restart();

        Assert.That(life.Log.Codes, Has.One.EqualTo("SC5103"));
        CheckBack(life);
    }

    // Ann lost her conversation and can go on; Bob's is as it was.
    private static void CheckBack(Lifetimes life)
    {
        Assert.That(life.Log.Entries.Select(entry => entry.Text), Has.None.Contains("secret").And.None.Contains("private"));
        Assert.That(life["ann"].Transcript.TakeLast(2), Is.EqualTo(new[] { Notices.Lost, "Where to?" }));
        life["ann"].Say("echo").Say("once more");
        Assert.That(life["ann"].LastText, Is.EqualTo("echo once more"));
        life["bob"].Say("still");
        Assert.That(life["bob"].Transcript, Is.EqualTo(new[] { "Where to?", "echo hi", "echo still" }));
        Assert.That(life.Engine.Counts, Is.EqualTo(new EngineCounts(2, 2, 0, 2, 2)));
    }

    private static Lifetimes Begin(Func<WorldContext, Task> play, TestCatalog? catalog = null)
    {
        var life = new Lifetimes((catalog ?? new TestCatalog())
            .Menu()
            .Task(new TaskEntry { Name = "dice", TaskWorld = "Dice" })
            .Task(new TaskEntry { Name = "echo", TaskWorld = "Echo" })
            .World("Dice", async context =>
            {
                await play(context);
                return null;
            })
            .World("Echo", async context =>
            {
                while (true) context.Agent.Observe($"echo {(await context.Agent.ActAsync()).Text}");
            })
            .Publish());
        life["ann"].Enter().Say("dice");
        return life;
    }
}
