using ScriptChat.Engine.Options;
using ScriptChat.Engine.Tests.Support;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Tests.Recovery;

/// <summary>Live conversations follow an edited script, or stay on the old one, and say so.</summary>
internal sealed class FollowTests
{
    private TestCatalog catalog = null!;
    private Lifetimes life = null!;
    private readonly List<FollowedReload> rounds = [];
    private int asked;

    [SetUp]
    public void Begin()
    {
        asked = 0;
        rounds.Clear();
        catalog = new TestCatalog().Menu().Task(new TaskEntry { Name = "t", TaskWorld = "T" }).World("T", context => TalkAsync(context, "Hello"));
        life = new Lifetimes(catalog.Publish(), options => options with { FollowsReloads = () => true, Followed = rounds.Add });
        life["ann"].Enter().Say("t").Say("one");
        Assert.That(life["ann"].Transcript, Is.EqualTo(new[] { "Where to?", "Hello.", "one: 3" }));
    }

    [Test]
    public void Save_WithOtherWords_StrikesAndTellsAnew()
    {
        Save(context => TalkAsync(context, "Good day"));
        Assert.That(life["ann"].Transcript.Skip(3), Is.EqualTo(new[] { "~ 2", "Good day.", "one: 3" }));
        Assert.That(life["ann"].Say("two").LastText, Is.EqualTo("two: 3"));
        Assert.That(asked, Is.EqualTo(2), "the first answer is used again");
    }

    [Test]
    public void Saves_OneFollowedOneNot_AreCounted()
    {
        Save(context => TalkAsync(context, "Good day"));
        Assert.That(rounds.Select(round => (round.Followed, round.Stayed.Count)), Is.EqualTo(new[] { (1, 0) }));
        Save(_ => Task.FromException<string?>(new InvalidOperationException("not today")));
        Assert.That(rounds[^1].Followed, Is.Zero);
        Assert.That(rounds[^1].Stayed, Is.EqualTo(new[] { "the new script threw InvalidOperationException (event 1)" }));
        Assert.That(rounds[^1].Version, Is.EqualTo(catalog.Current!.Version));
        life["ann"].Leave();
        Save(context => TalkAsync(context, "Hello"));
        Assert.That((rounds[^1].Followed, rounds[^1].Stayed.Count), Is.EqualTo((0, 0)), "nobody is there");
    }

    [Test]
    public void Save_WithoutADifference_ShowsNothing()
    {
        Save(context => TalkAsync(context, "Hello"));
        Assert.That(life["ann"].Transcript, Has.Count.EqualTo(3));
        Assert.That(life["ann"].Say("two").LastText, Is.EqualTo("two: 3"));
    }

    [Test]
    public void Save_ThatAddsAQuestion_GivesItTheWordsInTheirOrder()
    {
        Save(async context =>
        {
            var name = await context.Agent.AskAsync("Who are you?");
            context.Agent.Observe($"Hello {name.Text}.");
            return await TalkAsync(context, "And");
        });
        Assert.That(life["ann"].Transcript.Skip(3), Is.EqualTo(new[] { "~ 2", "Who are you?", "Hello one.", "And." }));
        Assert.That(life["ann"].Say("four").LastText, Is.EqualTo("four: 4"));
    }

    [Test]
    public void Save_ThatAsksForSomethingElse_AsksAnew()
    {
        Save(async context =>
        {
            var more = await context.Context.OnceAsync("more", (_, _) => Task.FromResult(++asked));
            return await TalkAsync(context, $"Hello {more}");
        });
        Assert.That(life["ann"].Transcript.Skip(3), Is.EqualTo(new[] { "~ 2", "Hello 2.", "one: 3" }));
    }

    [Test]
    public void Save_WithOtherTimers_LetsThemRingAsTheyWouldHave()
    {
        life.Pass(10);
        life["ann"].Say("two");
        Save(async context =>
        {
            context.Agent.Observe("Quick.");
            while (true)
            {
                var act = await context.Agent.ActAsync(TimeSpan.FromSeconds(4));
                context.Agent.Observe(act?.Text ?? "Well?");
            }
        });
        Assert.That(life["ann"].Transcript.Skip(4), Is.EqualTo(new[] { "~ 2", "Quick.", "one", "Well?", "Well?", "two" }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Save_ThatEndsEarlier_LeavesTheConversationOnTheOld(bool throws)
    {
        Save(context => throws ? throw new InvalidOperationException("secret") : Task.FromResult<string?>(null));
        Assert.That(life["ann"].Transcript, Has.Count.EqualTo(3));
        Assert.That(life["ann"].Say("two").LastText, Is.EqualTo("two: 3"));
        var said = life.Log.Entries.Single(entry => entry.Code == "SC5104");
        Assert.That(said.Text, Does.Contain("from event 1 on").And.Contain(throws ? "InvalidOperationException" : "ends"));
    }

    [Test]
    public void Crash_AfterASave_GoesOnWithTheNewVersion([Values] bool twice)
    {
        Save(context => TalkAsync(context, "Good day"));
        life["ann"].Say("two");
        if (twice) Save(context => TalkAsync(context, "Good evening"));
        life.Restart();
        Assert.That(life["ann"].Say("three").LastText, Is.EqualTo("three: 5"));
        Assert.That(life.Log.Codes, Has.None.EqualTo("SC5101"));
        Assert.That(asked, Is.EqualTo(3));
    }

    [Test]
    public void Crash_BeforeTheSaveIsStored_StaysOnTheOld()
    {
        life.Journal.DiesAfter = life.Journal.Records;
        Save(context => TalkAsync(context, "Good day"));
        Assert.That(life.Deaths, Is.EqualTo(1));
        Assert.That(life["ann"].Transcript, Has.Count.EqualTo(3));
        Assert.That(life["ann"].Say("two").LastText, Is.EqualTo("two: 3"));
    }

    [Test]
    public void Refresh_AfterASave_TellsTheStrikeInItsPlace()
    {
        Save(context => TalkAsync(context, "Good day"));
        var before = life["ann"].Transcript.ToList();
        life["ann"].Forget();
        Assert.That(life["ann"].Transcript, Is.EqualTo(before));
    }

    [Test]
    public void Menu_FollowsToo()
    {
        life["bob"].Enter();
        catalog.World("Menu", async context => (await context.Agent.AskAsync("Whither?")).Text).Publish();
        life.Settle();
        Assert.That(life["bob"].Transcript, Is.EqualTo(new[] { "Where to?", "~ 1", "Whither?" }));
        Assert.That(life["bob"].Say("t").LastText, Is.EqualTo("Hello."));
    }

    private void Save(Func<WorldContext, Task<string?>> world)
    {
        catalog.World("T", world).Publish();
        life.Settle();
    }

    private async Task<string?> TalkAsync(WorldContext context, string greeting)
    {
        context.Agent.Observe($"{greeting}.");
        while (true)
        {
            var act = await context.Agent.ActAsync();
            var length = await context.Context.OnceAsync("measure", (_, _) =>
            {
                asked++;
                return Task.FromResult(act.Text.Length);
            });
            context.Agent.Observe($"{act.Text}: {length}");
        }
    }
}
