using Microsoft.Extensions.Time.Testing;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Work;
using ScriptChat.Engine.Options;
using ScriptChat.Engine.People;
using ScriptChat.Engine.Tests.Support;
using ScriptChat.Journal;
using ScriptChat.Messages;

namespace ScriptChat.Engine.Tests.Simulations.Crashing;

/// <summary>All actors on one thread, in an order drawn at random, with people who do whatever comes to their mind, in a process that dies
/// after any record and is followed by another, which may die while it recovers.</summary>
internal sealed class CrashSimulation : IDisposable, IChatService
{
    private const int AtOneTime = 12;
    private static readonly TimeSpan SessionLifetime = TimeSpan.FromMinutes(5);
    private static readonly string[] Tasks = ["solo", "pair", "pair", "quick", "picky", "sides", "sides", "nobody", "effects", "effects", "impatient", "crash", "chain", "trio", "trio", "elsewhere", "EXIT"];
    private static readonly string[] HowToGoOn = [Notices.Goodbye, Notices.Stuck];
    // With shorter timers a world may have ended before: it stays on the old version. A world that throws, one that is not there, an onboarding that fails, an effect of minutes: what the worlds do on purpose, and what a save takes away.
    private static readonly string[] Expected = ["SC3001", "SC3005", "SC3007", "SC3008", "SC3013", "SC3014", "SC5104"];

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly TestLog log = new();
    private readonly CutJournal journal;
    private readonly Dictionary<PersonId, CrashClient> clients = [];
    private readonly Queue<PersonId> gone = new();
    private readonly bool follows;
    private readonly int seed;
    private readonly Random random;
    private readonly CrashWorlds worlds;
    private ManualWork work = null!;
    private ChatEngine engine = null!;
    private Invariants invariants = null!;
    private Task recovering = Task.CompletedTask;

    public CrashSimulation(int seed)
    {
        this.seed = seed;
        random = new Random(seed);
        follows = random.Next(2) == 0;
        worlds = new CrashWorlds(random);
        journal = new CutJournal(new MemoryJournal(time: time)) { Pause = ReadAsync };
        Begin();
    }

    public string Name => "sim";

    public int Arrivals { get; private set; }

    public int Crashes { get; private set; }

    /// <summary>How many of them came before the recovery from the one before was over.</summary>
    public int DoubleCrashes { get; private set; }

    public int Words { get; private set; }

    public int Reloads { get; private set; }

    /// <summary>Runs until so many people have come, then sends all of them home.</summary>
    public void Run(int arrivals)
    {
        while (Arrivals < arrivals)
        {
            for (var count = random.Next(1, 5); count > 0; count--)
            {
                Act();
                for (var some = random.Next(6); some > 0; some--) RunOne();
            }

            if (random.Next(8) == 0 && journal.DiesAfter is null) journal.DiesAfter = journal.Records + random.Next(30);
            Settle();
            if (random.Next(5) == 0) Pass(random.Next(4) == 0 ? random.Next(60) : random.Next(6));
            if (random.Next(200) == 0) Pass(400);
        }

        foreach (var client in clients.Values.ToArray()) Leave(client);
        while (worlds.Held.Count > 0) worlds.FinishEffect();
        Settle();
        journal.DiesAfter = null;
        // The longest that a world may close, and an away person's session.
        Pass(600);
        while (worlds.Held.Count > 0) worlds.FinishEffect();
        Pass(600);
        invariants.CheckEmpty();
    }

    public void Dispose() => engine.DisposeAsync().AsTask().GetAwaiter().GetResult();

    public void Deliver(PersonId person, Delivery delivery)
    {
        if (!journal.Lost) clients.GetValueOrDefault(person)?.Take(delivery);
    }

    public Task StartAsync(IGateway gateway, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private void Begin()
    {
        work = new ManualWork((seed * 7919) + Crashes);
        engine = new ChatEngine(new EngineOptions
        {
            Catalog = worlds.Catalog,
            Journal = journal,
            Time = time,
            Work = work,
            Log = log,
            Seed = seed,
            UnhandledLimit = 6,
            SessionLifetime = SessionLifetime,
            OutboxLimit = int.MaxValue,
            FollowsReloads = () => follows,
        });
        engine.Attach(this);
        invariants = new Invariants(engine, () => false);
        recovering = engine.RecoverAsync(CancellationToken.None);
    }

    // Other things happen while the journal is read.
    private Task ReadAsync()
    {
        if (random.Next(3) > 0) return Task.CompletedTask;
        var source = new TaskCompletionSource();
        work.Post(source.SetResult);
        return source.Task;
    }

    private void Crash()
    {
        // The process was ahead of its disk for a moment.
        for (var some = random.Next(10); some > 0; some--) work.RunOne();
        Crashes++;
        if (!recovering.IsCompleted) DoubleCrashes++;
        engine.DisposeAsync().AsTask().GetAwaiter().GetResult();
        worlds.Held.Clear();
        journal.Restart();
        if (random.Next(3) == 0) journal.DiesAfter = journal.Records + random.Next(12);
        Begin();
        foreach (var client in clients.Values.ToArray())
        {
            var wasHere = client.IsHere;
            client.Drop(time.GetUtcNow());
            // Without a token there is no way back, and somebody else is come instead.
            if (!client.Keeps || !client.IsKnown) Remove(client);
            else if (wasHere && random.Next(4) > 0) Return(client);
        }
    }

    private void RunOne()
    {
        work.RunOne();
        if (journal.Lost) Crash();
    }

    private void Pass(int seconds)
    {
        // In steps, as a clock does: what is due comes in its order.
        for (; seconds > 0; seconds -= 5)
        {
            time.Advance(TimeSpan.FromSeconds(Math.Min(5, seconds)));
            Settle();
        }
    }

    private void Act()
    {
        if (clients.Count < 2 || (clients.Count < AtOneTime && random.Next(3) == 0))
        {
            Join();
            return;
        }

        var client = clients.Values.ElementAt(random.Next(clients.Count));
        if (!client.IsHere)
        {
            if (random.Next(3) > 0) Return(client);
            return;
        }

        switch (random.Next(20))
        {
            case 0 or 1:
                Disconnect(client);
                break;
            case 2:
                Leave(client);
                break;
            case 3 when client.Keeps && client.IsKnown:
                Receive(client, random.Next(2) == 0 ? client.Refresh() : client.Connect());
                foreach (var word in client.Again()) Receive(client, word);
                break;
            case 5 when random.Next(5) == 0:
                Reloads++;
                worlds.Reload();
                break;
            case 6 or 7 or 8 when worlds.Held.Count > 0:
                worlds.FinishEffect();
                break;
            default:
                Speak(client);
                break;
        }
    }

    private void Join()
    {
        // Some addresses come again, but only those of whom nothing is left: a token is never given twice.
        var id = gone.Count > 5 && random.Next(3) == 0 ? gone.Dequeue() : new PersonId("sim", $"{Arrivals}");
        if (clients.ContainsKey(id) || engine.Actors.Any(actor => actor.Id == (ActorId)id) || !recovering.IsCompleted) id = new PersonId("sim", $"{Arrivals}");
        Arrivals++;
        var client = new CrashClient(id, Arrivals, keeps: random.Next(5) > 0);
        clients[id] = client;
        Receive(client, client.Connect());
        // The task's code takes its time at the start.
        if (Arrivals == 3) worlds.Catalog.Publish();
    }

    private void Return(CrashClient client)
    {
        Receive(client, client.Connect());
        foreach (var word in client.Again()) Receive(client, word);
    }

    private void Disconnect(CrashClient client)
    {
        Receive(client, new Disconnected(client.Connection));
        client.Drop(time.GetUtcNow());
        if (!client.Keeps || !client.IsKnown) Remove(client);
    }

    private void Leave(CrashClient client)
    {
        if (client.IsHere) Receive(client, new Leaves(client.Connection));
        Remove(client);
    }

    private void Remove(CrashClient client)
    {
        clients.Remove(client.Id);
        gone.Enqueue(client.Id);
        Words += client.Acknowledged;
    }

    private void Speak(CrashClient client)
    {
        var text = client.LastText switch
        {
            "Where to?" => Tasks[random.Next(Tasks.Length)],
            Notices.Waiting or Notices.WaitingAlone => random.Next(2) == 0 ? "exit" : "so",
            _ => random.Next(8) switch { 0 => "bye", 1 => "out", _ => "so" },
        };
        Receive(client, client.Say(text));
    }

    private void Receive(CrashClient client, Arrival arrival) => engine.Receive(client.Id, arrival);

    private void Settle()
    {
        var crashes = -1;
        // A crash in here is followed by a recovery that has to come to its rest too.
        while (crashes != Crashes)
        {
            crashes = Crashes;
            while (work.RunOne())
            {
                if (!journal.Lost) continue;
                Crash();
                break;
            }
        }

        if (!recovering.IsCompleted) throw new InvariantException("the recovery waits for something");
        recovering.GetAwaiter().GetResult();
        // A run that another instance took over is waited for by both.
        if (worlds.Held.Count == 0 && engine.EffectsUnderWay > 0) throw new InvariantException("an effect is under way and nothing runs it");
        foreach (var (code, text, error) in log.Entries)
        {
            if (error is InvariantException) throw error;
            if ((code is not null && !Expected.Contains(code)) || text.Contains("other words", StringComparison.Ordinal)) throw new InvariantException($"{code} {text} {error}");
        }

        log.Entries.Clear();
        if (worlds.Catalog.Current is null) return;
        invariants.Check();
        foreach (var client in clients.Values.ToArray()) Check(client);
    }

    private void Check(CrashClient client)
    {
        if (!invariants.People.TryGetValue(client.Id, out var person) || client.IsGone)
        {
            // An away person's session ends after a time; nobody else's does, but when they leave by the menu.
            var mayBeGone = client.AwaySince is { } since && time.GetUtcNow() - since >= SessionLifetime;
            if (!mayBeGone && !HowToGoOn.Contains(client.LastText)) throw new InvariantException($"{client.Id} is nowhere; away since {client.AwaySince:T}, last heard '{client.LastText}'");
            Remove(client);
            return;
        }

        client.Check(person.Place);
        foreach (var (key, run) in client.Results)
        {
            if (worlds.Runs[key] != int.Parse(run, System.Globalization.CultureInfo.InvariantCulture)) throw new InvariantException($"{key} ran again after its result {run} was shown");
        }

        if (person.Place is Outside && client.IsHere && (client.Keeps || client.LastSeq > 0) && !HowToGoOn.Contains(client.LastText))
            throw new InvariantException($"{client.Id} is outside and was told '{client.LastText}'");
    }
}
