using ScriptChat.Engine.Tests.Support;
using ScriptChat.Messages;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Tests;

internal sealed class JourneyTests
{
    private static TestCatalog Demo() => new TestCatalog()
        .Task(new TaskEntry { Name = "echo", TaskWorld = "Echo" })
        .Task(new TaskEntry { Name = "chat", TaskWorld = "Chat", OnboardWorld = "Onboard", AgentsRequired = 2, Timeout = TimeSpan.FromSeconds(100) })
        .Menu()
        .World("Onboard", context =>
        {
            string? name = null;
            return new WorldInstance
            {
                Parley = async () => { name = (await context.Agent.AskAsync("Your name?")).Text; },
                EpisodeDone = () => ValueTask.FromResult(name is not null),
                Data = () => ValueTask.FromResult<System.Text.Json.Nodes.JsonObject?>(new() { ["name"] = name }),
            };
        })
        .World("Echo", async context =>
        {
            context.Agent.Observe("Echoing.");
            while (true)
            {
                var act = await context.Agent.ActAsync();
                if (act.Text == "[DONE]") return null;
                context.Agent.Observe(act with { Id = "World" });
            }
        })
        .World("Chat", async context =>
        {
            foreach (var agent in context.Agents) agent.Observe($"You are {agent.OnboardData.Get<string>("name")}.");
            while (true)
            {
                var turn = await context.Context.NextActAsync(context.Agents);
                if (turn!.Message.Text == "bye") return null;
                foreach (var partner in turn.Agent.Partners) partner.Observe(turn.Message);
            }
        })
        .Publish();

    [Test]
    public void Echo_WordsAndDone_AreAnsweredAndLeadBackToTheMenu()
    {
        using var bench = new Bench(Demo());
        var ann = bench.Guest();
        Assert.That(ann.NewTexts(), Is.EqualTo(new[] { "Where to?" }));
        ann.Say("echo").Say("one").Say("two");
        Assert.That(ann.NewTexts(), Is.EqualTo(new[] { "Echoing.", "one", "two" }));
        Assert.That(ann.Messages.Last().Id, Is.EqualTo("World"));
        ann.Say("[DONE]");
        Assert.That(ann.NewTexts(), Is.EqualTo(new[] { "Where to?" }));
        Assert.That(bench.Log.Entries, Is.Empty);
    }

    [Test]
    public void Chat_OfTwo_PairsThemWithTheirOnboardingData()
    {
        using var bench = new Bench(Demo());
        var ann = bench.Guest().Say("chat").Say("Ann");
        var bob = bench.Guest().Say("chat").Say("Bob");
        Assert.That(ann.LastText, Is.EqualTo("You are Ann."));
        Assert.That(bob.LastText, Is.EqualTo("You are Bob."));
        ann.Say("hello");
        Assert.That(bob.Messages.Last(), Is.EqualTo(new Message { Id = "Agent_0", Text = "hello" }));
        bob.Leave();
        Assert.That(ann.NewTexts().TakeLast(2), Is.EqualTo(new[] { Notices.PartnerLeft, "Where to?" }));
        Assert.That(bench.Engine.Counts, Is.EqualTo(new EngineCounts(1, 1, 0, 1, 0)));
    }

    [Test]
    public void Waiting_TooLong_IsSaidAndLeadsBackToTheMenu()
    {
        using var bench = new Bench(Demo());
        var ann = bench.Guest().Say("chat").Say("Ann");
        bench.Pass(31);
        Assert.That(ann.LastText, Is.EqualTo(Notices.StillWaiting(1)));
        bench.Pass(31);
        Assert.That(ann.Messages.Count(message => message.Text == Notices.StillWaiting(1)), Is.EqualTo(1));
        bench.Pass(40);
        Assert.That(ann.NewTexts().TakeLast(2), Is.EqualTo(new[] { Notices.TimedOut, "Where to?" }));
        ann.Say("echo");
        Assert.That(ann.LastText, Is.EqualTo("Echoing."));
    }
}
