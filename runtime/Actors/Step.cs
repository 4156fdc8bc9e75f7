using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Journal;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Actors;

/// <summary>What one letter causes: collected while the actor runs, recorded as one record, then let out. Letters inside the
/// process go at once behind the record; what leaves the process waits until the record is durable. Empty until
/// <see cref="Begin"/>, and again when <see cref="Cleared"/>: a thread uses the same for one letter after the other.</summary>
public sealed class Step : IDurable
{
    // Never added to.
    private static readonly List<(ActorId To, long Number, Letter Letter)> NoSends = [];
    private static readonly List<(long Seq, Message Message)> NoShows = [];
    private static readonly List<RecordedEffect> NoEffects = [];
    private static readonly List<byte[]> NoRows = [];

    private Switchboard? switchboard;
    private Actor? actor;
    // Read by the thread of the step, set perhaps by the journal's.
    private volatile bool free;
    private List<(ActorId To, long Number, Letter Letter)>? sends;
    private List<Delivery>? deliveries;
    private List<(long Seq, Message Message)>? shows;
    private List<RecordedEffect>? effects;
    private List<Action>? starts;
    private List<byte[]>? saved;
    private PersonId receiver;

    /// <summary>Whose step it is.</summary>
    public Actor Actor => actor!;

    /// <summary>The letter that it is about.</summary>
    public Envelope Cause { get; private set; }

    /// <summary>The time of the event (UTC).</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>The service's running time, which timers count.</summary>
    public TimeSpan Running { get; private set; }

    /// <summary>Whether it goes into the journal; typing and presence do not.</summary>
    public bool Recorded { get; set; }

    /// <summary>What the person said is not to be recorded: a try at the password.</summary>
    public bool Secret { get; set; }

    /// <summary>The letters, in their order; a number of 0 is not recorded. As a list of its own type, which is gone through without an enumerator on the heap.</summary>
    public List<(ActorId To, long Number, Letter Letter)> Sends => sends ?? NoSends;

    /// <summary>What the person is shown, here or not, and its numbers.</summary>
    public List<(long Seq, Message Message)> Shows => shows ?? NoShows;

    /// <summary>The side effects asked for.</summary>
    public List<RecordedEffect> Effects => effects ?? NoEffects;

    /// <summary>The rows for the task's dataset, as JSON.</summary>
    public List<byte[]> Saved => saved ?? NoRows;

    /// <summary>Begins.</summary>
    /// <param name="board">Where letters go; null in a replay, where nothing is let out.</param>
    /// <param name="whose">The actor whose step it is.</param>
    /// <param name="cause">The letter.</param>
    /// <param name="now">The time of the event (UTC).</param>
    /// <param name="running">The service's running time, which timers count.</param>
    /// <returns>Itself.</returns>
    public Step Begin(Switchboard? board, Actor whose, in Envelope cause, DateTimeOffset now, TimeSpan running)
    {
        switchboard = board;
        actor = whose;
        Cause = cause;
        Now = now;
        Running = running;
        Recorded = true;
        return this;
    }

    /// <summary>Empties it for another step.</summary>
    /// <returns>False when the journal still holds it: it is to be let go.</returns>
    public bool Cleared()
    {
        if (!free) return false;
        free = false;
        Secret = false;
        sends?.Clear();
        deliveries?.Clear();
        shows?.Clear();
        effects?.Clear();
        starts?.Clear();
        saved?.Clear();
        // What one letter said is not to be kept alive by the next one's object.
        switchboard = null;
        actor = null;
        Cause = default;
        receiver = default;
        return true;
    }

    /// <summary>Sends a letter behind this step's record.</summary>
    public void Send(ActorId to, Letter letter) => (sends ??= new(2)).Add((to, 0, letter));

    /// <summary>Brings something to the person whose step this is.</summary>
    public void Deliver(PersonId person, Delivery delivery)
    {
        receiver = person;
        (deliveries ??= new(2)).Add(delivery);
    }

    /// <summary>Notes what the person is shown.</summary>
    public void Show(long seq, Message message) => (shows ??= new(2)).Add((seq, message));

    /// <summary>Adds a row to the task's dataset.</summary>
    public void Save(byte[] row) => (saved ??= []).Add(row);

    /// <summary>Starts a side effect once the step is durable.</summary>
    /// <param name="effect">What is recorded of it.</param>
    /// <param name="start">Starts it.</param>
    public void After(RecordedEffect effect, Action start)
    {
        (effects ??= []).Add(effect);
        (starts ??= []).Add(start);
    }

    /// <summary>Records the step and lets out what it caused.</summary>
    public void Commit()
    {
        var whose = Actor;
        var waits = deliveries is { Count: > 0 } || starts is { Count: > 0 };
        Number();
        if (Recorded)
        {
            if (!switchboard!.Record(whose, this, waits ? this : null)) return;
        }
        else if (waits)
        {
            // Or a sign of the moment would overtake what happened before it.
            switchboard!.WaitBehind(this);
        }

        if (sends is not null)
        {
            foreach (var (to, number, letter) in sends) switchboard!.Send(to, new Envelope(whose.Id, number, letter));
        }

        if (!waits) free = true;
    }

    /// <inheritdoc />
    public void Stored()
    {
        if (deliveries is { Count: > 0 }) switchboard!.Deliver(receiver, deliveries);
        if (starts is not null)
        {
            foreach (var start in starts) start();
        }

        free = true;
    }

    /// <inheritdoc />
    public void NotStored(Exception error)
    {
        if (Cause.Letter is Arrived { Arrival: Said said }) switchboard!.Refuse(new PersonId(Actor.Id.Name), said);
        switchboard!.Failed(error);
    }

    private void Number()
    {
        if (sends is null) return;
        for (var index = 0; index < sends.Count; index++)
        {
            var (to, _, letter) = sends[index];
            // What is not recorded is not numbered: a restart would give the same number again.
            if (Recorded && !letter.IsPassing) sends[index] = (to, Actor.NextNumber(), letter);
        }
    }
}
