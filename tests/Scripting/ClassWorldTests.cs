using ScriptChat.Scripting.Tests.Fakes;

namespace ScriptChat.Scripting.Tests;

/// <summary>The class that is a world.</summary>
[TestFixture]
internal sealed class ClassWorldTests
{
    [Test]
    public async Task ClassWorld_InheritingWorld_IsFoundByItsName()
    {
        using var folder = new TaskFolder(("worlds.csx", """
            public class Echo(WorldContext context) : World(context)
            {
                private bool done;
                public override async Task Parley()
                {
                    var act = await Agent.ActAsync();
                    done = act.Text == "[DONE]";
                    Agent.Observe(act with { Id = "World" });
                }
                public override bool EpisodeDone() => done;
            }
            """));
        var (world, agent) = await folder.EnterAsync();
        agent.Says.Enqueue("[DONE]");

        await world.Parley();

        Assert.That(agent.Seen.Single().Id, Is.EqualTo("World"));
        Assert.That(await world.EpisodeDone(), Is.True);
    }

    [Test]
    public async Task ClassWorld_InheritingNothing_WillDo()
    {
        using var folder = new TaskFolder(("worlds.csx", """
            class ECHO
            {
                private readonly ChatAgent agent;
                public ECHO(IReadOnlyList<ChatAgent> agents, ReadOnlyData opt) => agent = agents[0];
                private void parley_async() => agent.Observe("hello");
                private Task<bool> EpisodeDone() => Task.FromResult(true);
            }
            """));
        var (world, agent) = await folder.EnterAsync();

        await world.Parley();

        Assert.That(agent.Seen.Single().Text, Is.EqualTo("hello"));
        Assert.That(await world.EpisodeDone(), Is.True);
    }

    [Test]
    public async Task ClassWorld_OptionalParameters_HaveTheirDefaults()
    {
        using var folder = new TaskFolder(("worlds.csx", """
            public class Echo(WorldContext context, string word = "three", TimeSpan pause = default, int more = 4) : World(context)
            {
                public override async Task Parley()
                {
                    Agent.Observe($"{word} {pause.TotalSeconds} {more}");
                    await Agent.ActAsync();
                }
                public override bool EpisodeDone() => true;
            }
            """));
        var (world, agent) = await folder.EnterAsync();

        _ = world.Parley();

        Assert.That(agent.Seen.Single().Text, Is.EqualTo("three 0 4"));
    }

    [Test]
    public async Task Overworld_GivesItsChoice()
    {
        using var folder = new TaskFolder(("menu.csx", """
            public class Menu(WorldContext context) : Overworld(context)
            {
                public override async Task<string?> Parley() => (await Agent.ActAsync()).Text == "go" ? "echo" : Exit;
            }
            """), ("echo.csx", "void parley() { } bool episode_done() => true;"));
        var (world, agent) = await folder.EnterAsync("MENU");
        agent.Says.Enqueue("go");

        Assert.That(await (Task<string?>)world.Parley(), Is.EqualTo("echo"));
    }

    [Test]
    public async Task GenerateWorld_MakesTheInstance()
    {
        using var folder = new TaskFolder(("worlds.csx", """
            class Echo
            {
                private readonly ChatAgent agent;
                private Echo(ChatAgent agent, string word) { this.agent = agent; Word = word; }
                private string Word { get; }
                static Echo generate_world(ReadOnlyData opt, IReadOnlyList<ChatAgent> agents) => new(agents[0], opt.Get<string>("word")!);
                void parley() => agent.Observe(Word);
                bool episode_done() => true;
            }
            """), ("config.toml", TaskFolder.Config("menu", "echo", "[opt]\nword = \"made\"")));
        var (world, agent) = await folder.EnterAsync();

        await world.Parley();

        Assert.That(agent.Seen.Single().Text, Is.EqualTo("made"));
    }

    [Test]
    public async Task FileWorld_SeesTheTypesAndFunctionsOfOtherFiles()
    {
        using var folder = new TaskFolder(
            ("types.csx", "public record Word(string Text); static string Twice(string text) => text + text;"),
            ("more.csx", "public static class Words { public static Word Make() => new(\"hi\"); }"),
            ("echo.csx", "void parley() { Word word = Words.Make(); Agent.Observe(Twice(word.Text)); } bool episode_done() => true;"));
        var (world, agent) = await folder.EnterAsync();

        await world.Parley();

        Assert.That(agent.Seen.Single().Text, Is.EqualTo("hihi"));
    }

    [Test]
    public async Task WorldModule_NarrowsToOneFile()
    {
        using var folder = new TaskFolder(
            ("all.csx", "class Menu { string? parley() => null; bool episode_done() => false; } class Echo { void parley() { } bool episode_done() => true; }"),
            ("draft.csx", "this is no C#"),
            ("config.toml", "world_module = \"all.csx\"\n" + TaskFolder.Config("menu", "echo")));

        var module = await folder.LoadAsync();

        Assert.That(module.Worlds.Keys, Is.EquivalentTo(new[] { "menu", "echo" }));
    }

    [Test]
    public async Task HooksOfAllKinds_AreCalled()
    {
        using var folder = new TaskFolder(("worlds.csx", """
            public class Echo(WorldContext context) : World(context)
            {
                public override Task Parley() => Task.CompletedTask;
                public override bool EpisodeDone() => true;
                public async Task shutdown() { await Task.Yield(); Agent.Observe("shutdown"); }
                public ValueTask OnLeave(ChatAgent agent) { agent.Observe("left"); return default; }
                public void on_delivered(Message message, ChatAgent agent) => agent.Observe(message);
                public object data => new { Name = "Ann", Age = 7 };
                static Task<bool> eligibility_function(AgentState state) => Task.FromResult(state.PersonId == "ann");
                static void AssignRoles(IEnumerable<ChatAgent> agents) { foreach (var agent in agents) agent.DisplayId = "Role"; }
                static string? Removed;
                static void on_removed(AgentState state, RemovalReason reason) { if (reason == RemovalReason.Left) throw new FormatException("removed"); }
            }
            """));
        var module = await folder.LoadAsync();
        var agent = new FakeAgent(module.Json);
        var definition = module.Find("echo")!;
        var world = await definition.Create(FakeConversation.Of(module, agent));

        await world.Shutdown!();
        await world.OnLeave!(agent);
        await world.OnDelivered!(agent, new Worlds.Message { Text = "got" });
        await definition.AssignRoles!([agent]);

        Assert.That(agent.Seen.Select(message => message.Text), Is.EqualTo(new[] { "shutdown", "left", "got" }));
        Assert.That((await world.Data!())!.ToJsonString(), Is.EqualTo("""{"Name":"Ann","Age":7}"""));
        Assert.That(agent.DisplayId, Is.EqualTo("Role"));
        Assert.That(await definition.Eligibility!(State("ann")), Is.True);
        Assert.That(await definition.Eligibility!(State("bob")), Is.False);
        Assert.That(async () => await definition.OnRemoved!(State("bob"), Worlds.RemovalReason.Left), Throws.TypeOf<FormatException>());
    }

    [Test]
    public async Task Eligibility_UnderTheTasksName_HoldsForThatTaskOnly()
    {
        const string Config = """
            task_name = "test"
            overworld = "menu"
            [tasks.vip]
            task_world = "echo"
            [tasks.all]
            task_world = "echo"
            """;
        using var folder = new TaskFolder(
            ("config.toml", Config),
            ("echo.csx", "void parley() { } bool episode_done() => true;"),
            ("gates.csx", "static class Vip { static bool eligibility(AgentState state) => false; }"));

        var module = await folder.LoadAsync();

        Assert.That(await module.Find(module.Config.Tasks["vip"].TaskWorld)!.Eligibility!(State("ann")), Is.False);
        Assert.That(module.Find(module.Config.Tasks["all"].TaskWorld)!.Eligibility, Is.Null);
    }

    private static Worlds.AgentState State(string id) =>
        new() { PersonId = id, Service = "test", Data = new(), OnboardData = new(), StoredData = new() };
}
