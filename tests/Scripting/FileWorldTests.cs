using ScriptChat.Scripting.Tests.Fakes;

namespace ScriptChat.Scripting.Tests;

/// <summary>The file that is a world.</summary>
[TestFixture]
internal sealed class FileWorldTests
{
    private const string Echo = """
        var done = false;
        var count = 0;

        async Task parley()
        {
            var act = await Agent.ActAsync();
            count++;
            if (act.Text.Contains("[DONE]")) done = true;
            else Agent.Observe(act with { Id = "World", Text = $"{act.Text} {count}" });
        }

        bool episode_done() => done;

        static void assign_roles(IReadOnlyList<ChatAgent> agents) => agents[0].DisplayId = "EchoAgent";
        """;

    [Test]
    public async Task FileWorld_Talks_UntilItIsDone()
    {
        using var folder = new TaskFolder(("echo.csx", Echo));
        var (world, agent) = await folder.EnterAsync();
        agent.Says.Enqueue("hi");
        agent.Says.Enqueue("[DONE]");

        await world.Parley();
        Assert.That(agent.Seen.Single().Text, Is.EqualTo("hi 1"));
        Assert.That(await world.EpisodeDone(), Is.False);
        await world.Parley();
        Assert.That(await world.EpisodeDone(), Is.True);
    }

    [TestCase("Task parley() => Task.FromResult(\"echo\");")]
    [TestCase("ValueTask parley() => new ValueTask(Task.FromResult(\"echo\"));")]
    public async Task Parley_ThatDeclaresNoChoice_ChoosesNothing(string parley)
    {
        using var folder = new TaskFolder(("echo.csx", $"{parley} bool episode_done() => true;"));
        var (world, _) = await folder.EnterAsync();
        var task = world.Parley();
        await task;
        Assert.That(task, Is.Not.InstanceOf<Task<string?>>());
    }
}
