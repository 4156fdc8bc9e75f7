using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Engine.Around;
using ScriptChat.Engine.Conversations;
using ScriptChat.Engine.Pairing;
using ScriptChat.Engine.People;
using ScriptChat.Messages;
using ScriptChat.Tasks;

namespace ScriptChat.Engine.Recovery;

/// <summary>All actors, from one reading of the journal to the next. An era ends when a step could not be stored: then its actors
/// know more than the journal, and the next era begins with what the journal knows.</summary>
internal sealed class Era : IDisposable
{
    private readonly GateKeeper gate;
    private readonly BlockWatch watch;

    /// <param name="around">What actors find around them.</param>
    /// <param name="gate">The password.</param>
    /// <param name="watch">Who finds blocked threads.</param>
    /// <param name="before">How long the service had run before.</param>
    /// <param name="isOpen">Whether somebody new may come.</param>
    /// <param name="finished">Told when all conversations have been had.</param>
    public Era(Surroundings around, GateKeeper gate, BlockWatch watch, TimeSpan before, Func<bool> isOpen, Action finished)
    {
        this.gate = gate;
        this.watch = watch;
        Around = around;
        var options = around.Options;
        Switchboard = new Switchboard(
            new SwitchboardOptions(options.Journal, options.Time, options.Work, options.Log) { Recorded = options.Recorded },
            before,
            (id, letter) => Create(id, letter, isOpen()));
        Slots = new WorkerSlots(
            pool => Post(pool, SlotFreed.Instance),
            () => Tell<Pool>(PoolsClose.Instance),
            finished,
            conversation => SlotCount.Add(around.Options.Journal, Switchboard.Clock, conversation));
    }

    public Surroundings Around { get; }

    public Switchboard Switchboard { get; }

    public WorkerSlots Slots { get; }

    /// <summary>Rebuilds conversations; null when there was nothing before.</summary>
    public Revival? Revival { get; private set; }

    /// <summary>Takes up what the journal knows. Afterwards people and pools are back, and conversations can be rebuilt.</summary>
    /// <param name="past">What the journal knows, its people made here.</param>
    /// <param name="isNewRun">Whether the service was restarted.</param>
    public void Begin(Past past, bool isNewRun)
    {
        Revival = new Revival(Around, Switchboard, past, NewConversation, NewPerson, isNewRun);
        Switchboard.Wanted += Revival.Want;
        var pools = Lines.Restore(past, NewPool);
        Slots.Restore(past.Counted, [.. pools.SelectMany(pool => pool.RunningConversations)]);
        foreach (var conversation in past.Conversations) Switchboard.Place(new Absent(conversation), held: true);
        foreach (var pool in pools) Switchboard.Place(pool, held: false);
        foreach (var one in past.People) Switchboard.Place(one.Person, held: false);
        var promises = past.People.ToDictionary(one => one.Person.PersonId, one => past.MatchStands(one.Person.PersonId, one.Person.Place));
        foreach (var (to, letter) in past.LastLetters) Switchboard.Send(to, letter);
        foreach (var pool in pools) Post(pool.Id, new ServiceResumed(true));
        foreach (var (person, stands) in promises) Post(person, new ServiceResumed(stands));
    }

    public Person NewPerson(PersonId id) => new(id, Around, gate);

    public void Post(ActorId to, Letter letter) => Switchboard.Send(to, new Envelope(default, 0, letter));

    public void Tell<TActor>(Letter letter)
        where TActor : Actor
    {
        // Each on its own: a script that takes its time holds up nobody else. In an order that does not change from run to run, for simulations.
        foreach (var actor in Switchboard.Actors.OfType<TActor>().OrderBy(actor => actor.Id.Name, StringComparer.Ordinal)) Around.Options.Work.Post(() => Post(actor.Id, letter));
    }

    /// <summary>Nothing of the era is stored or let out from now on.</summary>
    public void Dispose() => Switchboard.Kill();

    private Actor? Create(ActorId id, Letter letter, bool isOpen) => (id.Kind, letter) switch
    {
        ('p', Arrived { Arrival: Connected { Resume: false } }) when isOpen => NewPerson(new PersonId(id.Name)),
        ('p', Seated) => NewPerson(new PersonId(id.Name)),
        ('q', Enter) => NewPool(new PoolId(id.Name)),
        ('c', Actors.Letters.Begin) => NewConversation(new ConversationId(id.Name), null),
        _ => null,
    };

    private Pool NewPool(PoolId id) => new(id, Around, Slots);

    public Conversation NewConversation(ConversationId id, WorldModule? module) => new(id, Around, watch, (self, own) => Post(self, own), module);
}
