using Microsoft.Extensions.Time.Testing;
using ScriptChat.Worlds.Library;

namespace ScriptChat.Worlds.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PairChatTests
{
    private readonly FakeTimeProvider time = new();

    [Test]
    public async Task Parley_Words_ReachTheOthersUnderTheSpeakersRole()
    {
        var (agents, world) = Start(3);
        agents[1].Say("hello");
        await world.Parley();

        Assert.Multiple(() =>
        {
            Assert.That(agents[0].ShownTexts.Last(), Is.EqualTo("Agent_1: hello"));
            Assert.That(agents[2].ShownTexts.Last(), Is.EqualTo("Agent_1: hello"));
            Assert.That(agents[1].ShownTexts.Single(), Is.EqualTo("You are Agent_1, and you talk with Agent_0 and Agent_2. Say [DONE] to end the conversation."));
            Assert.That(world.EpisodeDone(), Is.False);
        });
    }

    [Test]
    public async Task Parley_Again_WelcomesOnlyOnce()
    {
        var (agents, world) = Start(2);
        agents[0].Say("a", "b");
        await world.Parley();
        await world.Parley();

        Assert.That(agents[1].ShownTexts.Skip(1), Is.EqualTo(["Agent_0: a", "Agent_0: b"]));
    }

    [Test]
    public async Task Parley_Done_EndsItAndTellsTheOthers()
    {
        var (agents, world) = Start(2);
        agents[0].Say("[done]");
        await world.Parley();

        Assert.That(world.EpisodeDone(), Is.True);
        Assert.That(agents[1].ShownTexts.Last(), Is.EqualTo("Agent_0 has ended the conversation."));
        Assert.That(agents[0].Data.Contains("next_task"), Is.False, "back to the overworld");
    }

    [Test]
    public async Task Parley_ExitOfOneOfTwo_EndsItAndLeaves()
    {
        var (agents, world) = Start(2);
        agents[0].Say("exit");
        await world.Parley();

        Assert.That(world.EpisodeDone(), Is.True);
        Assert.That(agents[1].ShownTexts.Last(), Is.EqualTo("Agent_0 has left."));
        Assert.That(agents[0].Data.Get<string>("next_task"), Is.EqualTo("EXIT"));
        Assert.That(agents[1].Data.Contains("next_task"), Is.False);
    }

    [Test]
    public async Task Parley_ExitOfOneOfThree_GoesOnWithTwo()
    {
        var (agents, world) = Start(3);
        agents[0].Say("EXIT");
        await world.Parley();
        agents[1].Say("still here?");
        await world.Parley();

        Assert.That(world.EpisodeDone(), Is.False);
        Assert.That(agents[0].Inactive, Is.True);
        Assert.That(agents[0].Data, Has.Count.Zero, "what is left there would be followed after some other world");
        Assert.That(agents[2].ShownTexts.Skip(1), Is.EqualTo(["Agent_0 has left.", "Agent_1: still here?"]));
    }

    [Test]
    public async Task Parley_SomebodyLeavesThree_TellsTheOthersAndGoesOn()
    {
        var (agents, world) = Start(3);
        var parley = world.Parley();
        agents[2].Leave();
        await parley;

        Assert.That(world.EpisodeDone(), Is.False);
        Assert.That(agents[0].ShownTexts.Last(), Is.EqualTo("Agent_2 has left."));
        Assert.That(agents[1].ShownTexts.Last(), Is.EqualTo("Agent_2 has left."));
    }

    [Test]
    public void Parley_SomebodyLeavesTwo_EndsTheWorldAsLeavingDoes()
    {
        var (agents, world) = Start(2);
        var parley = world.Parley();
        agents[1].Leave();

        Assert.That(async () => await parley, Throws.TypeOf<AgentLeftException>());
    }

    [Test]
    public async Task Parley_NobodyElseIsLeft_EndsIt()
    {
        var (agents, world) = Start(2);
        agents[0].Say("hello");
        await world.Parley();
        agents[0].Leave();
        await world.Parley();

        Assert.That(world.EpisodeDone(), Is.True);
        Assert.That(agents[1].ShownTexts.Last(), Is.EqualTo("Everybody else has left."));
    }

    [Test]
    public async Task Parley_SilenceBeyondTheLimit_EndsIt()
    {
        var agents = FakeAgent.Group(time, 2);
        var world = new Impatient(FakeConversation.For(time, agents));
        var parley = world.Parley();
        time.Advance(TimeSpan.FromMinutes(1));
        await parley;

        Assert.That(world.EpisodeDone(), Is.True);
        Assert.That(agents, Has.All.Matches<FakeAgent>(agent => agent.ShownTexts.Last().StartsWith("Nobody has said anything", StringComparison.Ordinal)));
    }

    [Test]
    public void AssignRoles_FewerNamesThanAgents_LetsTheRestGo()
    {
        var agents = FakeAgent.Group(time, 3);
        Roles.Assign(agents, "Teacher", "Student");

        Assert.That(agents.Select(agent => agent.DisplayId), Is.EqualTo(["Teacher", "Student", null]));
    }

    private (FakeAgent[] Agents, PairChat World) Start(int count)
    {
        var agents = FakeAgent.Group(time, count);
        return (agents, new PairChat(FakeConversation.For(time, agents)));
    }

    private sealed class Impatient(WorldContext context) : PairChat(context)
    {
        protected override TimeSpan? SilenceLimit => TimeSpan.FromMinutes(1);
    }
}
