using Microsoft.Extensions.Time.Testing;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Work;
using ScriptChat.Engine.Options;
using ScriptChat.Engine.People;
using ScriptChat.Engine.Tests.Support;
using ScriptChat.Journal;
using ScriptChat.Messages;

namespace ScriptChat.Engine.Tests.Simulations;

/// <summary>All actors on one thread, in an order drawn at random, with people who do whatever comes to their mind.</summary>
internal sealed class Simulation : IDisposable
{
    private const int AtOneTime = 16;
    private static readonly string[] Tasks = ["solo", "pair", "pair", "quick", "picky", "sides", "sides", "nobody", "slow", "crash", "chain", "trio", "trio", "elsewhere", "EXIT"];
    private static readonly string[] HowToGoOn = [Notices.Goodbye, Notices.Stuck];
    private static readonly string[] Expected = ["SC3001", "SC3005", "SC3007", "SC3008", "SC3013"];

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly TestLog log = new();
    private readonly SimService service = new();
    private readonly List<SimPerson> people = [];
    private readonly Queue<PersonId> gone = new();
    private readonly List<PersonId> stirred = [];
    private readonly Random random;
    private readonly ManualWork work;
    private readonly SimWorlds worlds;
    private readonly ChatEngine engine;
    private readonly Invariants invariants;
    private List<(string Person, long Entry)> lineBefore = [];
    private int words;

    public Simulation(int seed)
    {
        random = new Random(seed);
        work = new ManualWork(seed);
        worlds = new SimWorlds(random);
        engine = new ChatEngine(new EngineOptions
        {
            Catalog = worlds.Catalog,
            Journal = new MemoryJournal(keeps: false),
            Time = time,
            Work = work,
            Log = log,
            Seed = seed,
            UnhandledLimit = 6,
            SessionLifetime = TimeSpan.FromMinutes(5),
            OutboxLimit = int.MaxValue,
        });
        engine.Attach(service);
        invariants = new Invariants(engine, () => worlds.IsAssigning);
    }

    public int Arrivals { get; private set; }

    public int Conversations => worlds.Conversations;

    /// <summary>Runs until so many people have come, then sends all of them home.</summary>
    public void Run(int arrivals)
    {
        while (Arrivals < arrivals)
        {
            for (var count = random.Next(1, 5); count > 0; count--)
            {
                Act();
                for (var some = random.Next(6); some > 0; some--) work.RunOne();
            }

            Settle();
            if (random.Next(5) == 0) Pass(random.Next(4) == 0 ? random.Next(60) : random.Next(6));
            if (random.Next(200) == 0) Pass(400);
        }

        foreach (var person in people.ToArray()) Leave(person);
        Settle();
        while (worlds.IsAssigning) worlds.FinishAssigning();
        Settle();
        // The longest that a world may close, and an away person's session.
        Pass(600);
        Pass(60);
        invariants.CheckEmpty();
    }

    public void Dispose() => engine.DisposeAsync().AsTask().GetAwaiter().GetResult();

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
        if (people.Count < 2 || (people.Count < AtOneTime && random.Next(3) == 0))
        {
            Join();
            return;
        }

        var person = people[random.Next(people.Count)];
        if (!person.IsHere)
        {
            if (random.Next(3) > 0) Return(person);
            return;
        }

        switch (random.Next(20))
        {
            case 0 or 1:
                Disconnect(person);
                break;
            case 2 or 8:
                Leave(person);
                break;
            case 3:
                Return(person);
                break;
            case 4:
                Again(person);
                break;
            case 5 when random.Next(10) == 0:
                worlds.Reload(random.Next(2) == 0);
                break;
            case 6 or 7 when worlds.IsAssigning:
                worlds.FinishAssigning();
                break;
            default:
                Speak(person);
                break;
        }
    }

    private void Join()
    {
        // Some addresses come again: Messenger's people have one for life.
        var id = gone.Count > 5 && random.Next(3) == 0 ? gone.Dequeue() : new PersonId("sim", $"{Arrivals}");
        Arrivals++;
        var person = new SimPerson(id, random.Next(4) > 0);
        people.Add(person);
        service.Add(person);
        person.Connect(ConnectionIds.Next());
        engine.Receive(id, new Connected(person.Connection, Resume: false, null, person.Keeps, Opens: person.Keeps));
        // The task's code takes its time at the start.
        if (Arrivals == 3) worlds.Catalog.Publish();
    }

    private void Return(SimPerson person)
    {
        if (!person.Keeps) return;
        stirred.Add(person.Id);
        // What its lost connection was to bring, a client asks for again; the words it had no answer to it would repeat.
        person.ForgetWords();
        person.Connect(ConnectionIds.Next());
        var knows = random.Next(2) == 0;
        if (!knows) person.ForgetAll();
        engine.Receive(person.Id, new Connected(person.Connection, Resume: true, knows ? person.LastSeq : null, Keeps: true, Opens: true));
    }

    private void Disconnect(SimPerson person)
    {
        stirred.Add(person.Id);
        engine.Receive(person.Id, new Disconnected(person.Connection));
        person.Drop();
        person.ForgetWords();
        if (!person.Keeps) Remove(person);
    }

    private void Leave(SimPerson person)
    {
        if (!person.IsHere) return;
        engine.Receive(person.Id, new Leaves(person.Connection));
        person.Drop();
        Remove(person);
    }

    private void Remove(SimPerson person)
    {
        people.Remove(person);
        service.Remove(person);
        gone.Enqueue(person.Id);
    }

    private void Speak(SimPerson person)
    {
        var place = invariants.People.GetValueOrDefault(person.Id)?.Place;
        var unique = $"word {++words}";
        var text = place switch
        {
            InWorld { Kind: WorldKind.Overworld } => $"{Tasks[random.Next(Tasks.Length)]}|{unique}",
            // A world may get it after all: the number is in the spaces.
            InLine => random.Next(3) == 0 ? unique = "exit" + Convert.ToString(words, 2).Replace('0', ' ').Replace('1', '\t') : unique,
            _ => random.Next(8) switch { 0 => $"bye|{unique}", 1 => $"out|{unique}", _ => $"so|{unique}" },
        };
        engine.Receive(person.Id, person.Word(text, unique));
    }

    /// <summary>A client that has not seen the acknowledgement sends the same again.</summary>
    private void Again(SimPerson person)
    {
        if (person.LastClientId is not { } id || !person.Acknowledged.Contains(id)) return;
        engine.Receive(person.Id, new Said(person.Connection, id, "said twice"));
    }

    private void Settle()
    {
        work.RunAll();
        if (engine.EffectsUnderWay != 0) throw new InvariantException("an effect is under way and nothing runs it");
        foreach (var (code, text, error) in log.Entries)
        {
            if (!Expected.Contains(code)) throw new InvariantException($"{code} {text} {error}");
            if (error is InvariantException) throw error;
        }

        log.Entries.Clear();
        if (worlds.Catalog.Current is null) return;
        invariants.Check();
        foreach (var person in people.ToArray()) Check(person);
        CheckLine();
        worlds.Matched.Clear();
        stirred.Clear();
    }

    private void Check(SimPerson person)
    {
        if (!invariants.People.TryGetValue(person.Id, out var actor))
        {
            // An away person's session ends after a time; nobody else's does.
            if (person.IsHere || person.IsGone) throw new InvariantException($"{person.Id} is nowhere");
            Remove(person);
            return;
        }

        person.CheckWords(actor.Place, worlds.Taken);
        if (actor.Place is Outside && person.IsHere && (person.Keeps || person.LastSeq > 0) && !HowToGoOn.Contains(person.LastText))
            throw new InvariantException($"{person.Id} is outside and was told '{person.LastText}'");
    }

    /// <summary>First in, first out: nobody is matched while somebody who was before them, and did not stir, still waits.</summary>
    private void CheckLine()
    {
        var pool = invariants.Pools.GetValueOrDefault(new PoolId("pair"));
        var last = lineBefore.FindLastIndex(entry => worlds.Matched.Contains(entry.Person));
        for (var index = 0; index < last; index++)
        {
            var (person, number) = lineBefore[index];
            if (worlds.Matched.Contains(person) || stirred.Contains(new PersonId(person))) continue;
            if (pool?.Line.Find(new PersonId(person), number) is { IsFree: true }) throw new InvariantException($"{person} was passed over");
        }

        lineBefore = pool is null ? [] : [.. pool.Line.All().Where(entry => entry.IsFree).Select(entry => (entry.Agent.Person.Value, entry.Number))];
    }
}
