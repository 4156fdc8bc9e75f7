using ScriptChat.Engine.Tests.Support;
using ScriptChat.Messages;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Tests.Conversations;

internal sealed class WaitingTests
{
    [Test]
    public void ActAsync_Pending_IsTheSameTaskForEverybody()
    {
        (Task First, Task Second) calls = default;
        string? text = null;
        using var bench = new Bench(OneWorld.Of(async context =>
        {
            var first = context.Agent.ActAsync();
            calls = (first, context.Agent.ActAsync());
            text = (await first).Text;
            await context.Agent.ActAsync();
        }));
        bench.Player().Say("once");
        Assert.That(calls.First, Is.SameAs(calls.Second));
        Assert.That(text, Is.EqualTo("once"));
    }

    [Test]
    public void ActAsync_WithATimeout_GivesNullThenAndKeepsWhatComesLater()
    {
        List<string?> acts = [];
        using var bench = new Bench(OneWorld.Of(async context =>
        {
            acts.Add((await context.Agent.ActAsync(TimeSpan.FromSeconds(10)))?.Text);
            await context.Context.DelayAsync(TimeSpan.FromSeconds(10));
            acts.Add((await context.Agent.ActAsync(TimeSpan.FromSeconds(10)))?.Text);
            await context.Agent.ActAsync();
        }));
        var ann = bench.Player();
        bench.Pass(9.9);
        Assert.That(acts, Is.Empty);
        bench.Pass(0.1);
        Assert.That(acts, Is.EqualTo(new string?[] { null }));
        ann.Say("late");
        bench.Pass(10);
        Assert.That(acts, Is.EqualTo(new[] { null, "late" }));
    }

    [Test]
    public void ActAsync_Cancelled_ThrowsAndKeepsTheNextWord()
    {
        using var source = new CancellationTokenSource();
        string? next = null;
        using var bench = new Bench(OneWorld.Of(async context =>
        {
            try
            {
                await context.Agent.ActAsync(source.Token);
            }
            catch (OperationCanceledException)
            {
                context.Agent.Observe("cancelled");
            }

            next = (await context.Agent.ActAsync()).Text;
            await context.Agent.ActAsync();
        }));
        var ann = bench.Player();
        source.Cancel();
        bench.Settle();
        Assert.That(ann.LastText, Is.EqualTo("cancelled"));
        ann.Say("next");
        Assert.That(next, Is.EqualTo("next"));
    }

    [Test]
    public void ActAsync_WithATimeout_Cancelled_ThrowsAndItsTimeIsForgotten()
    {
        using var source = new CancellationTokenSource();
        List<string> events = [];
        using var bench = new Bench(OneWorld.Of(async context =>
        {
            try
            {
                await context.Agent.ActAsync(TimeSpan.FromSeconds(10), source.Token);
            }
            catch (OperationCanceledException error) when (error.CancellationToken == source.Token)
            {
                events.Add("cancelled");
            }

            events.Add((await context.Agent.ActAsync(TimeSpan.FromSeconds(30)))?.Text ?? "over");
            await context.Agent.ActAsync();
        }));
        bench.Player();
        bench.Pass(5);
        source.Cancel();
        bench.Settle();
        Assert.That(events, Is.EqualTo(new[] { "cancelled" }));
        bench.Pass(29.9);
        Assert.That(events, Has.Count.EqualTo(1));
        bench.Pass(0.1);
        Assert.That(events, Is.EqualTo(new[] { "cancelled", "over" }));
    }

    [Test]
    public void ActAsync_OfWhoLeft_ThrowsAfterTheInboxIsRead()
    {
        List<string> events = [];
        using var bench = new Bench(OneWorld.Of(async context =>
        {
            await context.Agents[1].ActAsync();
            events.Add((await context.Agent.ActAsync()).Text);
            Assert.That(context.Agent.HasLeft, Is.True);
            try
            {
                await context.Agent.ActAsync();
            }
            catch (AgentLeftException error)
            {
                events.Add(error.Message);
            }

            await context.Agents[1].ActAsync();
        }, agents: 2));
        var ann = bench.Player();
        var bob = bench.Player();
        ann.Say("my last words").Leave();
        bob.Say("go");
        Assert.That(events, Is.EqualTo(new[] { "my last words", "Agent_0 has left." }));
    }

    [Test]
    public void ActAsync_PendingWhenThePersonLeaves_EndsTheWorldForTheOthersPolitely()
    {
        using var bench = new Bench(OneWorld.Of(async context => await context.Agent.ActAsync(), agents: 2));
        var ann = bench.Player();
        var bob = bench.Player();
        ann.Leave();
        Assert.That(bob.NewTexts().TakeLast(2), Is.EqualTo(new[] { Notices.PartnerLeft, "Where to?" }));
        Assert.That(bench.Log.Entries, Is.Empty);
    }

    [Test]
    public void OnLeave_IsTold_AndTheWorldMayGoOn()
    {
        var left = -1;
        using var bench = new Bench(OneWorld.Of(
            context => new WorldInstance
            {
                Parley = async () => { context.Agents[0].Observe(await context.Agents[0].ActAsync()); },
                EpisodeDone = () => ValueTask.FromResult(false),
                OnLeave = agent => { left = agent.Index; return Task.CompletedTask; },
            },
            agents: 2));
        var ann = bench.Player();
        bench.Player().Leave();
        Assert.That(left, Is.EqualTo(1));
        ann.Say("alone");
        Assert.That(ann.LastText, Is.EqualTo("alone"));
    }

    [Test]
    public void NextAct_GivesWhoSpeaksFirst_InTheOrderOfTheWords()
    {
        List<string> turns = [];
        using var bench = new Bench(OneWorld.Of(async context =>
        {
            await context.Context.DelayAsync(TimeSpan.FromSeconds(1));
            while (await context.Context.NextActAsync(context.Agents, TimeSpan.FromSeconds(30)) is { } turn) turns.Add($"{turn.Agent.Index}{turn.Message.Text}");
        }, agents: 2));
        var ann = bench.Player();
        var bob = bench.Player();
        bob.Say("a");
        ann.Say("b");
        bob.Say("c");
        bench.Pass(1);
        ann.Say("d");
        Assert.That(turns, Is.EqualTo(new[] { "1a", "0b", "1c", "0d" }));
        bench.Pass(30);
        Assert.That(ann.LastText, Is.EqualTo("Where to?"), "null at the time-out");
    }

    [Test]
    public void NextAct_WhenOneLeaves_Throws_AndPassesOverThemLater()
    {
        var events = new List<string>();
        using var bench = new Bench(OneWorld.Of(async context =>
        {
            try
            {
                await context.Context.NextActAsync(context.Agents);
            }
            catch (AgentLeftException error)
            {
                events.Add(error.Message);
            }

            events.Add((await context.Context.NextActAsync(context.Agents))!.Message.Text);
        }, agents: 2));
        var ann = bench.Player();
        bench.Player().Leave();
        ann.Say("still here");
        Assert.That(events, Is.EqualTo(new[] { "Agent_1 has left.", "still here" }));
    }

    [Test]
    public void ResponseTimeout_TakesTheSilentOut_HoweverOftenTheWorldAsks()
    {
        using var bench = new Bench(OneWorld.Of(
            async context =>
            {
                while (true)
                {
                    if (await context.Agent.ActAsync(TimeSpan.FromSeconds(10)) is { } act) context.Agent.Observe(act);
                }
            },
            change: entry => entry with { ResponseTimeout = TimeSpan.FromSeconds(25) }));
        var ann = bench.Player();
        bench.Pass(10);
        bench.Pass(10);
        ann.Say("here");
        bench.Pass(10);
        bench.Pass(10);
        bench.Pass(4.9);
        Assert.That(ann.LastText, Is.EqualTo("here"));
        bench.Pass(0.2);
        Assert.That(ann.NewTexts().TakeLast(2), Is.EqualTo(new[] { Notices.Silent, "Where to?" }));
    }

    [Test]
    public void ResponseTimeout_CountsOnlyWhileWaitedFor()
    {
        using var bench = new Bench(OneWorld.Of(
            async context =>
            {
                await context.Agent.ActAsync(TimeSpan.FromSeconds(10));
                await context.Context.DelayAsync(TimeSpan.FromSeconds(100));
                await context.Agent.AskAsync("Now?");
            },
            change: entry => entry with { ResponseTimeout = TimeSpan.FromSeconds(25) }));
        var ann = bench.Player();
        bench.Pass(10);
        bench.Pass(100);
        bench.Pass(14.9);
        Assert.That(ann.LastText, Is.EqualTo("Now?"));
        bench.Pass(0.2);
        Assert.That(ann.NewTexts(), Does.Contain(Notices.Silent));
    }
}
