using ScriptChat.Engine.Tests.Support;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Tests.Conversations;

/// <summary>What a world sees of a person beside their words.</summary>
internal sealed class AgentTests
{
    [Test]
    public void Images_AreForWorldsThatAllowThem()
    {
        List<Message> acts = [];
        using var bench = new Bench(OneWorld.Of(async context =>
        {
            acts.Add(await context.Agent.ActAsync());
            context.Agent.AllowImages = true;
            acts.Add(await context.Agent.ActAsync());
            await context.Agent.ActAsync();
        }));
        var ann = bench.Player();
        var image = new Payload { Type = "image", Url = "x" };
        foreach (var text in new[] { "", "with words", "" })
        {
            bench.Engine.Receive(ann.Id, new Messages.Said(ann.Connection, Guid.NewGuid().ToString(), new Message { Text = text, Payload = image }));
            bench.Settle();
        }

        Assert.That(ann.NewTexts().Count(text => text.StartsWith("Only text", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(acts.Select(act => (act.Text, act.Payload)), Is.EqualTo(new[] { ("with words", null), ("", image) }));
    }

    [Test]
    public void Presence_OfAPartner_IsSeenAndShown()
    {
        ChatAgent? seen = null;
        using var bench = new Bench(OneWorld.Of(async context =>
        {
            seen = context.Agents[1];
            await context.Agent.ActAsync();
        }, agents: 2));
        var ann = bench.Player();
        var bob = bench.Player();
        bob.Disconnect();
        Assert.That(seen!.IsAway, Is.True);
        Assert.That(seen.HasLeft, Is.False);
        bob.Enter(resume: true, lastSeen: 1);
        Assert.That(seen.IsAway, Is.False);
        Assert.That(ann.Deliveries.OfType<Messages.Presence>().Select(one => (one.Who, one.State)), Is.EqualTo(new[] { ("Agent_1", "away"), ("Agent_1", "here") }));
    }

    [Test]
    public void OnDelivered_IsToldOfWhatTheClientHas()
    {
        List<string> delivered = [];
        using var bench = new Bench(OneWorld.Of(context => new WorldInstance
        {
            Parley = async () => { context.Agent.Observe("one"); context.Agent.Observe("two"); await context.Agent.ActAsync(); },
            EpisodeDone = () => ValueTask.FromResult(false),
            OnDelivered = (_, message) => { delivered.Add(message.Text); return Task.CompletedTask; },
        }));
        var ann = bench.Player();
        bench.Engine.Receive(ann.Id, new Messages.Received(ann.Connection, 2));
        bench.Settle();
        Assert.That(delivered, Is.EqualTo(new[] { "one" }));
        bench.Engine.Receive(ann.Id, new Messages.Received(ann.Connection, 3));
        bench.Engine.Receive(ann.Id, new Messages.Received(ann.Connection, 3));
        bench.Settle();
        Assert.That(delivered, Is.EqualTo(new[] { "one", "two" }));
    }
}
