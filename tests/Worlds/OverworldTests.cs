using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using ScriptChat.Worlds.Library;

namespace ScriptChat.Worlds.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OverworldTests
{
    private readonly FakeTimeProvider time = new();
    private readonly FakeAgent agent;

    public OverworldTests() => agent = new FakeAgent(time);

    [TestCase("echo", "echo")]
    [TestCase(" ECHO ", "echo")]
    [TestCase("Talk to somebody", "chat")]
    [TestCase("chat", "chat")]
    [TestCase("exit", "EXIT")]
    public async Task Menu_AChoice_IsTheTask(string said, string task)
    {
        agent.Say(said);

        Assert.That(await new Menu(Context()).Parley(), Is.EqualTo(task));
        Assert.That(agent.Shown.Single().QuickReplies, Is.EqualTo(["echo", "Talk to somebody", "EXIT"]));
    }

    [Test]
    public async Task Menu_SomethingElse_Insists()
    {
        agent.Say("tea", "coffee", "echo");

        Assert.That(await new Menu(Context()).Parley(), Is.EqualTo("echo"));
        Assert.That(agent.Shown, Has.Count.EqualTo(3));
        Assert.That(agent.Shown[2].Text, Is.EqualTo("That is not on the menu. Please pick one of these: echo, Talk to somebody, EXIT."));
        Assert.That(agent.Shown[2].QuickReplies, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Menu_WithoutAWayOut_StillKnowsTheWord()
    {
        agent.Say("Exit");

        Assert.That(await new Closed(Context()).Parley(), Is.EqualTo("EXIT"));
        Assert.That(agent.Shown.Single().QuickReplies, Is.EqualTo(["echo"]));
    }

    [Test]
    public async Task Simple_FirstVisit_PassesOnWithoutAWord()
    {
        Assert.That(await new SimpleOverworld(Context(), "chat").Parley(), Is.EqualTo("chat"));
        Assert.That(agent.Shown, Is.Empty);
    }

    [TestCase("{\"default_task\":\"talk\"}", "talk")]
    [TestCase("{}", "default")]
    public async Task Simple_TaskOfTheOptions_IsEntered(string opt, string task) =>
        Assert.That(await new SimpleOverworld(Context((JsonObject)JsonNode.Parse(opt)!)).Parley(), Is.EqualTo(task));

    [TestCase("again", "chat")]
    [TestCase("EXIT", "EXIT")]
    public async Task Simple_ComingBack_WaitsForAWord(string said, string task)
    {
        await new SimpleOverworld(Context(), "chat").Parley();
        var choice = new SimpleOverworld(Context(), "chat").Parley();
        Assert.That(choice.IsCompleted, Is.False);
        agent.Say(said);

        Assert.That(await choice, Is.EqualTo(task));
        Assert.That(agent.ShownTexts, Is.EqualTo(["Say anything to start again, or EXIT to leave."]));
    }

    [Test]
    public async Task Simple_ComingBackAfterExit_IsAFirstVisit()
    {
        await new SimpleOverworld(Context(), "chat").Parley();
        agent.Say("EXIT");
        await new SimpleOverworld(Context(), "chat").Parley();

        Assert.That(await new SimpleOverworld(Context(), "chat").Parley(), Is.EqualTo("chat"));
    }

    private WorldContext Context(JsonObject? opt = null) => FakeConversation.For(time, [agent], opt);

    private sealed class Menu(WorldContext context) : MenuOverworld(context)
    {
        protected override IReadOnlyList<MenuChoice> Choices => ["echo", new("Talk to somebody", "chat")];
    }

    private sealed class Closed(WorldContext context) : MenuOverworld(context)
    {
        protected override IReadOnlyList<MenuChoice> Choices => ["echo"];

        protected override string? ExitLabel => null;
    }
}
