using Microsoft.Extensions.Time.Testing;
using ScriptChat.Worlds.Library;

namespace ScriptChat.Worlds.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class InsistingTests
{
    private readonly FakeTimeProvider time = new();
    private readonly FakeAgent agent;
    private readonly ConversationContext context;

    public InsistingTests() => (agent, context) = (new FakeAgent(time), new FakeConversation(time));

    [Test]
    public async Task ActWithTimeout_NothingToChoose_GivesWhateverIsSaid()
    {
        agent.Say("anything");

        Assert.That((await agent.ActWithTimeoutAsync(context))!.Text, Is.EqualTo("anything"));
        Assert.That(agent.Shown, Is.Empty);
    }

    [Test]
    public async Task ActWithTimeout_AnotherAnswer_InsistsAndGivesOnlyAChoice()
    {
        agent.Say("maybe", "perhaps", " YES ");

        var act = await agent.ActWithTimeoutAsync(context, quickReplies: ["Yes", "No"]);

        Assert.That(act!.Text, Is.EqualTo("Yes"), "as it was offered");
        Assert.That(agent.Shown, Has.Count.EqualTo(2));
        Assert.That(agent.Shown, Has.All.Matches<Message>(shown =>
            shown.Text == "Please answer with one of these: Yes / No" && shown.QuickReplies!.SequenceEqual(["Yes", "No"])));
    }

    [Test]
    public async Task ActWithTimeout_NobodySpeaks_GivesNullAfterTwoMinutes()
    {
        var act = agent.ActWithTimeoutAsync(context);

        time.Advance(TimeSpan.FromSeconds(119));
        Assert.That(act.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await act, Is.Null);
    }

    [Test]
    public async Task ActWithTimeout_OtherAnswers_DoNotMakeTheTimeLonger()
    {
        var act = agent.ActWithTimeoutAsync(context, TimeSpan.FromSeconds(10), ["Yes"]);
        time.Advance(TimeSpan.FromSeconds(6));
        agent.Say("no");
        time.Advance(TimeSpan.FromSeconds(3));
        agent.Say("no");
        Assert.That(act.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await act, Is.Null, "never the answer that was turned down");
    }

    [Test]
    public void ActWithTimeout_AgentLeaves_SaysSo()
    {
        var act = agent.ActWithTimeoutAsync(context);
        agent.Leave();

        Assert.That(async () => await act, Throws.TypeOf<AgentLeftException>());
    }

    [Test]
    public async Task Choose_AnotherAnswer_AsksUntilOneFits()
    {
        agent.Say("what?", "no");

        Assert.That(await agent.ChooseAsync("Sure?", "Yes", "No"), Is.EqualTo("No"));
        Assert.That(agent.ShownTexts, Is.EqualTo(["Sure?", "Please answer with one of these: Yes / No"]));
    }

    [Test]
    public void Choose_FromNothing_IsTheCallersMistake() =>
        Assert.That(async () => await agent.ChooseAsync("Sure?"), Throws.ArgumentException);
}
