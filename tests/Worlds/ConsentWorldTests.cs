using Microsoft.Extensions.Time.Testing;
using ScriptChat.Worlds.Library;

namespace ScriptChat.Worlds.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ConsentWorldTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly FakeAgent agent;
    private readonly Consent world;

    public ConsentWorldTests()
    {
        agent = new FakeAgent(time);
        world = new Consent(FakeConversation.For(time, [agent]));
    }

    [Test]
    public async Task Parley_Agreed_KeepsTheAnswerItsTimeAndTheText()
    {
        agent.Say("hm", "i agree");
        await world.Parley();

        Assert.Multiple(() =>
        {
            Assert.That(world.EpisodeDone(), Is.True);
            Assert.That(agent.Data.Contains("next_task"), Is.False, "on to the task");
            Assert.That(world.Data["consent"]!.GetValue<string>(), Is.EqualTo("I agree"));
            Assert.That(world.Data["consent_at"]!.GetValue<string>(), Does.StartWith("2024-01-02T03:04:05"));
            Assert.That(world.Data["consent_text"]!.GetValue<string>(), Is.EqualTo("May we?"));
            Assert.That(agent.Shown, Has.Count.EqualTo(3), "the text, once more what there is to answer, and thanks");
        });
    }

    [Test]
    public async Task Parley_Declined_KeepsNothingAndLetsGo()
    {
        agent.Say("no, thanks");
        await world.Parley();

        Assert.Multiple(() =>
        {
            Assert.That(world.EpisodeDone(), Is.True);
            Assert.That(agent.Data.Get<string>("next_task"), Is.Empty, "to no task: back to the overworld");
            Assert.That(world.Data, Is.Empty);
            Assert.That(agent.ShownTexts.Last(), Is.EqualTo("That is fine. Nothing was kept."));
        });
    }

    private sealed class Consent(WorldContext context) : ConsentWorld(context)
    {
        protected override string Text => "May we?";
    }
}
