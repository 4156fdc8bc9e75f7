using System.Collections.Concurrent;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Work;
using ScriptChat.Diagnostics;
using ScriptChat.Journal;
using ScriptChat.Messages;


namespace ScriptChat.Actors;

/// <summary>Where actors send letters by id. In one process it is a look-up, and the thread that brings a letter to an idle actor runs it.</summary>
public sealed class Switchboard : IDisposable
{
    private const int LettersInARow = 64;

    [ThreadStatic] private static Queue<(Cell Cell, Envelope First)>? here;
    [ThreadStatic] private static Queue<(Cell Cell, Envelope First)>? idleQueue;
    [ThreadStatic] private static Step? idleStep;

    private readonly ConcurrentDictionary<ActorId, Cell> cells = new();
    private readonly ConcurrentDictionary<string, IChatService> services = new();
    private readonly Func<ActorId, Letter, Actor?> create;
    private readonly SwitchboardOptions options;
    private readonly bool inline;
    private readonly Timers timers;
    private readonly Turnstile recording = new();
    private volatile bool dead;

    /// <param name="options">What it runs with.</param>
    /// <param name="before">How long the service had run before.</param>
    /// <param name="create">Makes the actor for the first letter to an id; null when the letter makes none.</param>
    public Switchboard(SwitchboardOptions options, TimeSpan before, Func<ActorId, Letter, Actor?> create)
    {
        this.options = options;
        this.create = create;
        Clock = new Clock(options.Time, before);
        timers = new Timers(Clock, options.Time, Wake);
        inline = options.Work is PooledWork;
    }

    /// <summary>Told after an actor has ended.</summary>
    public event Action? Gone;

    /// <summary>Told when a record could not be stored.</summary>
    public event Action<Exception>? NotStored;

    /// <summary>Told when somebody needs an actor that is held.</summary>
    public event Action<ActorId>? Wanted;

    /// <summary>Told when a conversation is to follow the newest script; its cell is held from now on.</summary>
    public event Action<Cell>? Follows;

    /// <summary>The clock that steps are recorded by.</summary>
    public Clock Clock { get; }

    /// <summary>Where it says what went wrong.</summary>
    public IEventLog Log => options.Log;

    /// <summary>All that there are, as they are right now.</summary>
    public IEnumerable<Actor> Actors => cells.Select(pair => pair.Value.Actor);

    /// <summary>Deliveries to people of this service go there from now on.</summary>
    public void Attach(IChatService service) => services[service.Name] = service;

    /// <summary>Takes the services of another.</summary>
    public void AttachAll(Switchboard other)
    {
        foreach (var (name, service) in other.services) services[name] = service;
    }

    /// <summary>Puts an actor in its place that a restart found.</summary>
    public void Place(Actor actor, bool held) => cells[actor.Id] = new Cell(actor, held);

    /// <summary>Lets letters through to an actor that was held.</summary>
    /// <param name="cell">Its cell.</param>
    /// <param name="actor">The actor from now on.</param>
    /// <param name="first">Letters that come before those that waited.</param>
    public void Release(Cell cell, Actor actor, IReadOnlyList<Envelope> first)
    {
        var mustRun = cell.Release(actor, first);
        if (actor.NextDue is { } due && actor.MustOrder(due)) timers.Order(actor.Id, due);
        if (mustRun) Elsewhere(cell);
    }

    /// <summary>Records a step of an actor whose cell is held.</summary>
    /// <param name="actor">Whose.</param>
    /// <param name="cause">What it is of.</param>
    /// <param name="fill">Says what it causes.</param>
    public void Note(Actor actor, Letter cause, Action<Step> fill)
    {
        var step = new Step().Begin(this, actor, new Envelope(default, 0, cause), Clock.Now, Clock.Running);
        fill(step);
        step.Commit();
    }

    /// <summary>Takes an actor away that turned out to be over.</summary>
    public void Remove(ActorId id)
    {
        if (!cells.TryRemove(id, out var cell)) return;
        foreach (var late in cell.Close()) Send(id, late);
    }

    /// <summary>The cell of an actor, or null.</summary>
    public Cell? Find(ActorId id) => cells.GetValueOrDefault(id);

    /// <summary>From when this returns nothing is recorded or let out any more.</summary>
    public void Kill()
    {
        dead = true;
        recording.WaitUntilEmpty();
        timers.Dispose();
    }

    /// <summary>Tells somebody that their words were not taken, as they can't be stored.</summary>
    public void Refuse(PersonId person, Said said) =>
        Deliver(person, [new Refused(said.Connection, ServiceCodes.NotStored, ServiceCodes.NotStored.Remedy, said.ClientId)]);

    /// <summary>A record could not be stored.</summary>
    public void Failed(Exception error) => NotStored?.Invoke(error);

    /// <summary>Whether there is such an actor.</summary>
    public bool Knows(ActorId id) => cells.ContainsKey(id);

    /// <summary>Sends a letter. Never refused, never lost while the receiver is there; what comes for nobody is let go.</summary>
    /// <returns>False when there is nobody of that id and the letter makes none.</returns>
    public bool Send(ActorId to, in Envelope envelope)
    {
        while (true)
        {
            if (!cells.TryGetValue(to, out var cell))
            {
                if (create(to, envelope.Letter) is not { } actor)
                {
                    // Whoever was to join is gone for good; the world must not wait for them.
                    if (envelope.Letter is JoinedWorld joined) Send(joined.Conversation, new Envelope(default, 0, new LeftWorld(new PersonId(to.Name))));
                    return false;
                }

                cell = cells.GetOrAdd(to, new Cell(actor));
            }

            if (cell.TryPut(envelope, out var mustRun))
            {
                if (mustRun) Schedule(cell, envelope);
                else if (cell.IsHeld && envelope.Letter is not PresenceInWorld { Here: false }) Wanted?.Invoke(to);
                return true;
            }

            // It ended meanwhile; whoever ended it is about to take it out.
            cells.TryRemove(new KeyValuePair<ActorId, Cell>(to, cell));
        }
    }

    /// <summary>Records a step.</summary>
    /// <returns>False when nothing is recorded any more: the actor is one of the past.</returns>
    public bool Record(Actor actor, Step step, IDurable? then)
    {
        var place = recording.Enter();
        try
        {
            if (dead) return false;
            var stream = new StreamId(actor.Id.Kind, actor.Id.Name);
            options.Journal.Append(stream, options.Journal.Keeps ? StepRecord.Write(step, options.Journal.Run) : default, then);
            if (actor.Ended) options.Journal.Close(stream);
            options.Recorded?.Invoke(stream);
            return true;
        }
        finally
        {
            recording.Leave(place);
        }
    }

    /// <summary>Lets out what an unrecorded step delivers, once what was recorded before it is durable.</summary>
    public void WaitBehind(IDurable then) => options.Journal.Behind(then);

    /// <summary>Brings something to a person through their service; nothing where the service is gone.</summary>
    public void Deliver(PersonId person, List<Delivery> deliveries)
    {
        if (!services.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(person.ServiceName, out var service)) return;
        foreach (var delivery in deliveries)
        {
            try
            {
                service.Deliver(person, delivery);
            }
            catch (Exception error)
            {
                // Against its contract; its own people only are held up.
                Log.Write(Severity.Error, WorldCodes.EngineFailed, $"The service '{service.Name}' failed to take a delivery.", person.Value, error);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => timers.Dispose();

    private void Schedule(Cell cell, in Envelope first)
    {
        if (!inline) Later(cell, first);
        else if (here is { } queue) queue.Enqueue((cell, first));
        else RunHere(cell, first);
    }

    private void Wake(ActorId id)
    {
        // Not one after the other on the timer's thread: a script among them may take its time.
        if (inline) options.Work.Post(() => Send(id, new Envelope(default, 0, Woken.Instance)));
        else Send(id, new Envelope(default, 0, Woken.Instance));
    }

    private void RunHere(Cell cell, in Envelope first)
    {
        var queue = here = idleQueue ?? new Queue<(Cell Cell, Envelope First)>(4);
        idleQueue = null;
        try
        {
            queue.Enqueue((cell, first));
            while (queue.TryDequeue(out var next))
            {
                // A script may take its time: nobody else waits behind it.
                if (next.Cell.Actor.RunsScripts)
                {
                    while (queue.TryDequeue(out var other)) Elsewhere(other.Cell, other.First);
                }

                Run(next.Cell, next.First);
            }
        }
        finally
        {
            here = null;
            queue.Clear();
            idleQueue = queue;
        }
    }

    // Apart from their callers, who would make the closure each time, wanted or not.
    private void Elsewhere(Cell cell, Envelope first = default) => options.Work.Post(() => RunHere(cell, first));

    private void Later(Cell cell, Envelope first = default) => options.Work.Post(() => Run(cell, first));

    /// <param name="cell">Whose letters are taken.</param>
    /// <param name="first">The one that comes before those in the mailbox; default for none.</param>
    private void Run(Cell cell, Envelope first)
    {
        for (var count = 0; count < LettersInARow; count++)
        {
            var envelope = first;
            first = default;
            if (dead || (envelope.Letter is null && !cell.TryTake(out envelope))) return;
            var actor = cell.Actor;
            if (envelope.Letter is CatalogChanged && actor.RunsScripts)
            {
                cell.Hold();
                Follows?.Invoke(cell);
                continue;
            }

            if (envelope.Letter is Woken) actor.WakeArrived();
            if (!actor.IsNew(envelope)) continue;
            Take(actor, envelope);
            if (actor.Ended)
            {
                cells.TryRemove(new KeyValuePair<ActorId, Cell>(actor.Id, cell));
                // Letters that crossed with the end go to whoever bears the id now, or to nobody.
                foreach (var late in cell.Close()) Send(actor.Id, late);
                Gone?.Invoke();
                return;
            }
        }

        // There may be more, but others want the thread too.
        if (inline) Elsewhere(cell);
        else Later(cell);
    }

    private void Recover(Actor actor, Exception error, Step step)
    {
        try
        {
            actor.Recover(error, step);
        }
        catch (Exception second)
        {
            Log.Write(Severity.Error, WorldCodes.EngineFailed, "A step failed, and so did what was to make up for it.", actor.Id.ToString(), second);
        }
    }

    private void Take(Actor actor, in Envelope envelope)
    {
        var step = (idleStep ?? new Step()).Begin(this, actor, envelope, Clock.Now, Clock.Running);
        idleStep = null;
        try
        {
            actor.Handle(envelope.Letter, step);
        }
        catch (Exception error)
        {
            Log.Write(Severity.Error, WorldCodes.EngineFailed, "A step failed; what it was about to do is undone as far as it can be.", actor.Id.ToString(), error);
            var failed = step;
            step = new Step().Begin(this, actor, envelope, Clock.Now, Clock.Running);
            // What was numbered stays numbered: a restart counts what the records say was shown.
            foreach (var (seq, message) in failed.Shows) step.Show(seq, message);
            Recover(actor, error, step);
        }

        if (!actor.Ended && actor.NextDue is { } due && actor.MustOrder(due)) timers.Order(actor.Id, due);
        if (dead) return;
        try
        {
            step.Commit();
            if (step.Cleared()) idleStep = step;
        }
        catch (Exception error)
        {
            step.NotStored(error);
        }
    }
}
