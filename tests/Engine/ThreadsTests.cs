using System.Collections.Concurrent;
using ScriptChat.Actors.Work;
using ScriptChat.Engine.Options;
using ScriptChat.Engine.Tests.Support;
using ScriptChat.Journal;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Tests;

/// <summary>The engine on real threads.</summary>
internal sealed class ThreadsTests
{
    [Test]
    [CancelAfter(60_000)]
    public async Task ManyPeople_OnManyThreads_GetEveryNumberOnceAndInOrder(CancellationToken cancellationToken)
    {
        const int People = 200;
        const int Words = 50;
        using var service = new CountingService(People, Words);
        await using var engine = Start(service, OneWorld.Of(async context =>
        {
            foreach (var agent in context.Agents) agent.Observe("Welcome.");
            while (true)
            {
                var turn = await context.Context.NextActAsync(context.Agents);
                foreach (var agent in context.Agents) agent.Observe(turn!.Message);
            }
        }, agents: 2));
        await Task.WhenAll(Enumerable.Range(0, People).Select(number => Task.Run(async () =>
        {
            var id = new PersonId("test", $"{number}");
            var connection = ConnectionIds.Next();
            engine.Receive(id, new Connected(connection, false, null, true, true));
            await service.Until(id, "Where to?", cancellationToken);
            engine.Receive(id, new Said(connection, $"{id}-menu", "t"));
            await service.Until(id, "Welcome.", cancellationToken);
            for (var word = 0; word < Words; word++)
            {
                engine.Receive(id, new Said(connection, $"{id}-{word}", $"{id} {word}"));
                if (word % 10 == 9) await service.Until(id, $"{id} {word}", cancellationToken);
            }
        }, cancellationToken)));
        Assert.That(service.Faults, Is.Empty);
        Assert.That(engine.Counts.InTaskWorlds, Is.EqualTo(People / 2));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task World_ThatBlocksItsThread_IsNamed_AndHoldsUpNobodyElse(CancellationToken cancellationToken)
    {
        using var gate = new ManualResetEventSlim();
        using var service = new CountingService(2, 0);
        var log = new TestLog();
        await using var engine = Start(service, OneWorld.Of(async context =>
        {
            if ((await context.Agent.AskAsync("Block?")).Text == "yes") gate.Wait(cancellationToken);
            await context.Agent.AskAsync("Unblocked.");
        }), log, TimeSpan.FromMilliseconds(10));
        var (ann, bob) = (new PersonId("test", "ann"), new PersonId("test", "bob"));
        var connections = new Dictionary<PersonId, long> { [ann] = ConnectionIds.Next(), [bob] = ConnectionIds.Next() };
        foreach (var (id, connection) in connections)
        {
            engine.Receive(id, new Connected(connection, false, null, true, true));
            engine.Receive(id, new Said(connection, "1", "t"));
            await service.Until(id, "Block?", cancellationToken);
        }

        var blocked = Task.Run(() => engine.Receive(ann, new Said(connections[ann], "2", "yes")), cancellationToken);
        while (engine.BlockedThreads == 0) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        Assert.That(log.Codes, Is.EqualTo(new[] { "SC3004" }));
        engine.Receive(bob, new Said(connections[bob], "2", "no"));
        await service.Until(bob, "Unblocked.", cancellationToken);
        gate.Set();
        await service.Until(ann, "Unblocked.", cancellationToken);
        await blocked;
        Assert.That(engine.BlockedThreads, Is.Zero);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task World_ThatRecursesWithoutEnd_FailsBeforeItBlocksItsThread(CancellationToken cancellationToken)
    {
        using var service = new CountingService(1, 0);
        var log = new TestLog();
        await using var engine = Start(service, OneWorld.Of(_ => Deep(1)), log, TimeSpan.FromSeconds(10));
        var (ann, connection) = (new PersonId("test", "ann"), ConnectionIds.Next());
        engine.Receive(ann, new Connected(connection, false, null, true, true));
        engine.Receive(ann, new Said(connection, "1", "t"));
        while (log.Entries.IsEmpty) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        Assert.That(log.Codes, Is.EqualTo(new[] { "SC3001" }));
        Assert.That(log.Entries.Single().Error, Is.TypeOf<InsufficientExecutionStackException>());

        static async Task Deep(int level)
        {
            WorldGuard.Enter();
            await Deep(level + 1);
        }
    }

    private static ChatEngine Start(CountingService service, TestCatalog catalog, TestLog? log = null, TimeSpan? runaway = null)
    {
        var engine = new ChatEngine(new EngineOptions
        {
            Catalog = catalog,
            Journal = new MemoryJournal(keeps: false),
            Work = PooledWork.Instance,
            Log = log ?? new TestLog(),
            RunawayAfter = runaway ?? TimeSpan.FromSeconds(30),
        });
        engine.Attach(service);
        return engine;
    }

    private sealed class CountingService(int people, int words) : IChatService, IDisposable
    {
        private readonly ConcurrentDictionary<PersonId, long> last = new(8, people + words);
        private readonly ConcurrentDictionary<(PersonId, string), TaskCompletionSource> heard = new();

        public string Name => "test";

        public ConcurrentQueue<string> Faults { get; } = new();

        public Task Until(PersonId person, string text, CancellationToken cancellationToken) => Signal(person, text).Task.WaitAsync(cancellationToken);

        public void Deliver(PersonId person, Delivery delivery)
        {
            if (delivery is Refused refused) Faults.Enqueue($"{person} was refused: {refused.Code}");
            if (delivery is not Shown shown) return;
            var before = last.GetValueOrDefault(person);
            if (shown.Seq != before + 1) Faults.Enqueue($"{person} got {shown.Seq} after {before}");
            last[person] = shown.Seq;
            Signal(person, shown.Message.Text).TrySetResult();
        }

        public Task StartAsync(IGateway gateway, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public void Dispose()
        {
        }

        private TaskCompletionSource Signal(PersonId person, string text) =>
            heard.GetOrAdd((person, text), _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
