using ScriptChat.Engine.Tests.Support;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Tests.Recovery;

/// <summary>The process dies after each record in turn; whoever comes back finds all as it was.</summary>
internal sealed class CrashTests
{
    private static readonly Action<Lifetimes>[] Alone =
    [
        life => life["ann"].Enter(),
        life => life["ann"].Say("echo"),
        life => life["ann"].Say("one"),
        life => life["ann"].Say("two"),
        life => life["ann"].Say("done"),
        life => life["ann"].Say("nowhere"),
        life => life["ann"].Say("echo"),
        life => life["ann"].Say("three"),
    ];

    private static readonly Action<Lifetimes>[] Pair =
    [
        life => life["ann"].Enter(),
        life => life["ann"].Say("chat"),
        life => life["ann"].Say("Ann"),
        life => life["bob"].Enter(),
        life => life["bob"].Say("chat"),
        life => life["bob"].Say("Bob"),
        life => life["ann"].Say("hello"),
        life => life["bob"].Say("hi"),
        life => life["ann"].Say("what?"),
        life => life["bob"].Say("bye"),
        life => life["ann"].Say("echo"),
        life => life["ann"].Say("last"),
    ];

    private static readonly Action<Lifetimes>[] Timed =
    [
        life => life["ann"].Enter(),
        life => life["ann"].Say("slow"),
        life => life.Pass(2),
        life => life["ann"].Say("word"),
        life => life.Pass(3),
        life => life["ann"].Say("more"),
    ];

    private static IEnumerable<TestCaseData> Stories =>
    [
        new TestCaseData((object)Alone).SetArgDisplayNames("alone"),
        new TestCaseData((object)Pair).SetArgDisplayNames("pair"),
        new TestCaseData((object)Timed).SetArgDisplayNames("timed"),
    ];

    [TestCaseSource(nameof(Stories))]
    public void Crash_AfterEachRecord_ChangesNothing(Action<Lifetimes>[] story)
    {
        var whole = Play(story, null);
        var expected = Transcripts(whole);
        Assert.That(whole.Log.Entries.Where(entry => entry.Code != "SC3007"), Is.Empty);
        Assert.Multiple(() =>
        {
            for (var k = 0; k < whole.Journal.Records; k++)
            {
                var crashed = Play(story, k);
                Assert.That(Transcripts(crashed), Is.EqualTo(expected), $"after record {k}");
                Assert.That(crashed.Deaths, Is.EqualTo(1), $"after record {k}");
                Assert.That(crashed.Log.Entries.Where(entry => entry.Code != "SC3007").Select(entry => entry.Text), Is.Empty, $"after record {k}");
            }
        });
    }

    private static Dictionary<string, List<string>> Transcripts(Lifetimes life) =>
        new[] { "ann", "bob" }.ToDictionary(name => name, name => life[name].Transcript);

    private static Lifetimes Play(Action<Lifetimes>[] story, int? diesAfter)
    {
        var life = new Lifetimes(Catalog());
        life.Journal.DiesAfter = diesAfter;
        foreach (var action in story) action(life);
        return life;
    }

    private static TestCatalog Catalog() => new TestCatalog()
        .Menu()
        .Task(new TaskEntry { Name = "echo", TaskWorld = "Echo" })
        .Task(new TaskEntry { Name = "slow", TaskWorld = "Slow" })
        .Task(new TaskEntry { Name = "chat", TaskWorld = "Chat", OnboardWorld = "Name", AgentsRequired = 2 })
        .World("Echo", EchoAsync)
        .World("Slow", SlowAsync)
        .World("Name", NameWorld)
        .World("Chat", ChatAsync)
        .Publish();

    private static async Task<string?> EchoAsync(WorldContext context)
    {
        context.Agent.Observe("Say something.");
        while (true)
        {
            var act = await context.Agent.ActAsync();
            if (act.Text == "done") return null;
            context.Agent.Data["last"] = act.Text;
            var length = await context.Context.OnceAsync("measure", (_, _) => Task.FromResult(act.Text.Length));
            context.Agent.Observe(new Message { Id = "Echo", Text = $"{act.Text} {length}" });
        }
    }

    private static async Task<string?> SlowAsync(WorldContext context)
    {
        context.Agent.Observe("Wait.");
        await context.Context.DelayAsync(TimeSpan.FromSeconds(2));
        context.Agent.Observe("Now.");
        while (await context.Agent.ActAsync(TimeSpan.FromSeconds(2)) is { } act) context.Agent.Observe(act);
        context.Agent.Observe("Too slow.");
        var more = await context.Agent.ActAsync();
        context.Agent.Observe($"Finally {more.Text}.");
        return null;
    }

    private static WorldInstance NameWorld(WorldContext context)
    {
        string? name = null;
        return new WorldInstance
        {
            Parley = async () => name = (await context.Agent.AskAsync("Your name?")).Text,
            EpisodeDone = () => ValueTask.FromResult(name is not null),
            Data = () => ValueTask.FromResult<System.Text.Json.Nodes.JsonObject?>(new() { ["name"] = name }),
        };
    }

    private static async Task<string?> ChatAsync(WorldContext context)
    {
        foreach (var agent in context.Agents) agent.Observe($"Hello {agent.OnboardData["name"]}, you are {agent.DisplayId}.");
        while (true)
        {
            var turn = await context.Context.NextActAsync(context.Agents);
            foreach (var other in turn!.Agent.Partners) other.Observe(turn.Message);
            if (turn.Message.Text == "bye") return null;
        }
    }
}
