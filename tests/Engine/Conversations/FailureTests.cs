using System.Diagnostics.CodeAnalysis;
using ScriptChat.Actors.Recorded;
using ScriptChat.Engine.Tests.Support;
using ScriptChat.Journal;
using ScriptChat.Messages;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Tests.Conversations;

internal sealed class FailureTests
{
    private static readonly string[] ClosedAndBack = [Notices.Crashed, "Where to?"];

    [Test]
    public void World_ThatThrows_TellsItsPeopleAndFreesTheSlot()
    {
        using var bench = new Bench(OneWorld.Of(async context =>
        {
            await context.Agent.ActAsync();
            throw new InvalidOperationException("mine");
        }, agents: 2));
        var (ann, bob) = (bench.Player(), bench.Player());
        ann.Say("go");
        Assert.That(ann.NewTexts().TakeLast(2), Is.EqualTo(ClosedAndBack));
        Assert.That(bob.NewTexts().TakeLast(2), Is.EqualTo(ClosedAndBack));
        Assert.That(bench.Log.Entries.Single().Code, Is.EqualTo("SC3001"));
        Assert.That(bench.Log.Entries.Single().Error!.Message, Is.EqualTo("mine"));
        Assert.That(bench.Engine.Counts.InTaskWorlds, Is.Zero);
    }

    [Test]
    public void World_ThatRunsAway_IsStopped()
    {
        using var bench = new Bench(
            OneWorld.Of(context =>
            {
                while (WorldGuard.Check())
                {
                }

                return Task.CompletedTask;
            }),
            change: options => options with { RunawayAfter = TimeSpan.FromMilliseconds(20) });
        var ann = bench.Player();
        Assert.That(bench.Log.Codes, Is.EqualTo(new[] { "SC3002" }));
        Assert.That(ann.NewTexts().TakeLast(2), Is.EqualTo(ClosedAndBack));
    }

    [Test]
    [SuppressMessage("Usage", "VSTHRD100", Justification = "What a script may do.")]
    [SuppressMessage("Usage", "MA0155", Justification = "What a script may do.")]
    public void World_WithAnAsyncVoidThatThrows_Ends()
    {
        using var bench = new Bench(OneWorld.Of(async context =>
        {
            Crash(context);
            await context.Agent.ActAsync();
        }));
        var ann = bench.Player();
        Assert.That(ann.LastText, Is.EqualTo("Echo."));
        bench.Pass(1);
        Assert.That(bench.Log.Codes, Is.EqualTo(new[] { "SC3001" }));
        Assert.That(ann.NewTexts().TakeLast(2), Is.EqualTo(ClosedAndBack));

        static async void Crash(WorldContext context)
        {
            context.Agent.Observe("Echo.");
            await context.Context.DelayAsync(TimeSpan.FromSeconds(1));
            throw new InvalidOperationException("void");
        }
    }

    [Test]
    public void World_AwaitingSomethingForeignForEver_IsMarkedAtOnce()
    {
        var never = new TaskCompletionSource();
        using var bench = new Bench(OneWorld.Of(async context =>
        {
            await context.Agent.ActAsync();
            await never.Task;
        }));
        var ann = bench.Player();
        Assert.That(bench.Log.Codes, Is.Empty, "it waits for its person");
        ann.Say("hello");
        ann.Say("hello?");
        Assert.That(bench.Log.Codes, Is.EqualTo(new[] { "SC3005" }));
    }

    [Test]
    public void World_AwaitingSomethingForeign_GoesOnAndIsMarkedOnce()
    {
        var first = new TaskCompletionSource();
        var second = new TaskCompletionSource();
        using var bench = new Bench(OneWorld.Of(async context =>
        {
            await first.Task;
            context.Agent.Observe("first");
            await second.Task;
            context.Agent.Observe("second");
            await context.Agent.ActAsync();
        }));
        var ann = bench.Player();
        first.SetResult();
        bench.Settle();
        second.SetResult();
        bench.Settle();
        Assert.That(ann.NewTexts().TakeLast(2), Is.EqualTo(new[] { "first", "second" }));
        Assert.That(bench.Log.Codes, Is.EqualTo(new[] { "SC3005" }));
    }

    [Test]
    public void Parley_ThatEndsOnAnotherThread_GoesOn()
    {
        var first = new TaskCompletionSource();
        var parleys = 0;
        using var bench = new Bench(OneWorld.Of(context => new WorldInstance
        {
            Parley = async () =>
            {
                if (++parleys == 1)
                {
                    await first.Task.ConfigureAwait(false);
                    return;
                }

                context.Agent.Observe("again");
                await context.Agent.ActAsync();
            },
            EpisodeDone = () => ValueTask.FromResult(false),
        }));
        var ann = bench.Player();
        first.SetResult();
        // It ends on the pool.
        SpinWait.SpinUntil(
            () =>
            {
                bench.Settle();
                return ann.LastText == "again";
            },
            TimeSpan.FromSeconds(10));
        Assert.That(ann.LastText, Is.EqualTo("again"));
        Assert.That(bench.Log.Codes, Is.EqualTo(new[] { "SC3005" }));
    }

    [Test]
    public void World_ThatUsesItsAgentFromElsewhere_Throws()
    {
        Exception? seen = null;
        using var bench = new Bench(OneWorld.Of(async context =>
        {
            await context.Context.OnceAsync("wrong", (_, _) =>
            {
                try
                {
                    context.Agent.Observe("from nowhere");
                }
                catch (InvalidOperationException error)
                {
                    seen = error;
                }

                return Task.FromResult(0);
            });
            await context.Agent.ActAsync();
        }));
        var ann = bench.Player();
        Assert.That(seen, Is.Not.Null);
        Assert.That(ann.NewTexts(), Has.None.EqualTo("from nowhere"));
    }

    [Test]
    public void Hooks_ThatThrow_AreReportedAndChangeNothing()
    {
        var catalog = new TestCatalog().Menu().Task(new TaskEntry { Name = "t", TaskWorld = "T" })
            .World(
                "T",
                context => new WorldInstance
                {
                    Parley = async () => { await context.Agent.AskAsync("Well?"); },
                    EpisodeDone = () => ValueTask.FromResult(true),
                    Shutdown = () => throw new InvalidOperationException("shutdown"),
                    OnDelivered = (_, _) => throw new InvalidOperationException("delivered"),
                },
                parts => parts.OnRemoved = (_, _) => throw new InvalidOperationException("removed"))
            .Publish();
        using var bench = new Bench(catalog);
        var ann = bench.Player();
        bench.Engine.Receive(ann.Id, new Messages.Received(ann.Connection, 2));
        bench.Settle();
        ann.Say("over");
        Assert.That(ann.NewTexts(), Is.EqualTo(new[] { "Where to?", "Well?", "Where to?" }));
        Assert.That(bench.Log.Codes, Is.EqualTo(new[] { "SC3009", "SC3009", "SC3009" }));
        Assert.That(bench.Log.Entries.Select(entry => entry.Error!.Message), Is.EquivalentTo(new[] { "removed", "delivered", "shutdown" }));
        Assert.That(bench.Engine.Counts.InTaskWorlds, Is.Zero);
    }

    [Test]
    public void Roles_ThatThrow_LeadBackToTheMenu()
    {
        var catalog = new TestCatalog().Menu().Task(new TaskEntry { Name = "t", TaskWorld = "T" })
            .World("T", _ => Task.FromResult<string?>(null), parts => parts.AssignRoles = _ => throw new InvalidOperationException("roles"))
            .Publish();
        using var bench = new Bench(catalog);
        var ann = bench.Player();
        Assert.That(bench.Log.Codes, Is.EqualTo(new[] { "SC3008" }));
        Assert.That(ann.NewTexts().TakeLast(2), Is.EqualTo(ClosedAndBack));
    }

    [Test]
    public void Overworld_ThatEndsWithoutAChoice_AsksForAWord()
    {
        var choices = new Queue<string?>([null, "nowhere"]);
        var catalog = new TestCatalog().Task(new TaskEntry { Name = "t", TaskWorld = "Menu" }).World("Menu", async context =>
        {
            await context.Agent.AskAsync("Where to?");
            return choices.Dequeue();
        }).Publish();
        using var bench = new Bench(catalog);
        var ann = bench.Guest().Say("x");
        Assert.That(ann.LastText, Is.EqualTo(Notices.Stuck));
        ann.Say("again").Say("x");
        Assert.That(ann.NewTexts().TakeLast(3), Is.EqualTo(new[] { "Where to?", Notices.UnknownTask("nowhere"), "Where to?" }));
        Assert.That(bench.Log.Codes, Is.EqualTo(new[] { "SC3010", "SC3007" }));
        // It may be what somebody typed.
        Assert.That(bench.Log.Entries.Select(entry => entry.Text), Has.None.Contains("nowhere"));
    }

    [Test]
    public void Engine_ThatFailsInAStep_HasThePersonStartAnew()
    {
        var catalog = OneWorld.Of(async context => await context.Agent.ActAsync());
        using var bench = new Bench(catalog);
        catalog.Breaks = true;
        var bob = bench.Guest();
        catalog.Breaks = false;
        Assert.That(bob.LastText, Is.EqualTo(Notices.Stuck));
        bob.Say("again");
        Assert.That(bob.LastText, Is.EqualTo("Where to?"));
        Assert.That(bench.Log.Codes, Is.EqualTo(new[] { "SC3011" }));
    }

    [Test]
    public async Task Step_ThatFailsAfterItHasShown_RecordsTheNumberAllTheSame()
    {
        TestCatalog? catalog = null;
        catalog = OneWorld.Of(async context =>
        {
            await context.Agent.ActAsync();
            // What tells of the crash looks at the task then, to lead to the overworld.
            catalog!.Breaks = true;
            throw new InvalidOperationException("crash");
        });
        using var bench = new Bench(catalog);
        var ann = bench.Player().Say("word");
        catalog.Breaks = false;
        Assert.That(ann.NewTexts().TakeLast(1), Is.EqualTo(new[] { Notices.Stuck }));

        List<long> numbers = [];
        await foreach (var record in bench.Journal.ReadAsync(new StreamId('p', ann.Id.Value), CancellationToken.None))
            numbers.AddRange(RecordedStep.Read(record).Shown.Select(show => show.Seq));
        Assert.That(numbers, Is.EqualTo(Enumerable.Range(1, numbers.Count).Select(number => (long)number)));
    }
}
