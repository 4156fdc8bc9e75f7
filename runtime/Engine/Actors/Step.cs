using ScriptChat.Engine.Letters;
using ScriptChat.Journal;
using ScriptChat.Messages;

namespace ScriptChat.Engine.Actors;

/// <summary>What one letter causes: collected while the actor runs, recorded as one record, then let out. Letters inside the
/// process go at once behind the record; what leaves the process waits until the record is durable.</summary>
/// <param name="switchboard">Where letters go; null in a replay, where nothing is let out.</param>
/// <param name="actor">Whose step.</param>
/// <param name="cause">The letter.</param>
/// <param name="now">The time of the event (UTC).</param>
/// <param name="running">The service's running time, which timers count.</param>
internal sealed class Step(Switchboard? switchboard, Actor actor, Envelope cause, DateTimeOffset now, TimeSpan running) : IDurable
{
    private List<(ActorId To, long Number, Letter Letter)>? sends;
    private List<Delivery>? deliveries;
    private List<RecordedEffect>? effects;
    private List<Action>? starts;
    private List<byte[]>? saved;
    private PersonId receiver;

    public Actor Actor => actor;

    public Envelope Cause { get; } = cause;

    /// <summary>The time of the event (UTC).</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>The service's running time, which timers count.</summary>
    public TimeSpan Running { get; } = running;

    /// <summary>Whether it goes into the journal; typing and presence do not.</summary>
    public bool Recorded { get; set; } = true;

    /// <summary>What the person said is not to be recorded: a try at the password.</summary>
    public bool Secret { get; set; }

    /// <summary>The letters, in their order; a number of 0 is not recorded.</summary>
    public IReadOnlyList<(ActorId To, long Number, Letter Letter)> Sends => sends ?? (IReadOnlyList<(ActorId, long, Letter)>)[];

    public IReadOnlyList<Delivery> Deliveries => deliveries ?? (IReadOnlyList<Delivery>)[];

    /// <summary>The side effects asked for.</summary>
    public IReadOnlyList<RecordedEffect> Effects => effects ?? (IReadOnlyList<RecordedEffect>)[];

    /// <summary>The rows for the task's dataset, as JSON.</summary>
    public IReadOnlyList<byte[]> Saved => saved ?? (IReadOnlyList<byte[]>)[];

    /// <summary>Sends a letter behind this step's record.</summary>
    public void Send(ActorId to, Letter letter) => (sends ??= []).Add((to, 0, letter));

    /// <summary>Brings something to the person whose step this is.</summary>
    public void Deliver(PersonId person, Delivery delivery)
    {
        receiver = person;
        (deliveries ??= []).Add(delivery);
    }

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
        var waits = deliveries is not null || starts is not null;
        Number();
        if (Recorded && !switchboard!.Record(actor, this, waits ? this : null)) return;
        if (!Recorded && waits) Stored();
        if (sends is null) return;
        foreach (var (to, number, letter) in sends) switchboard!.Send(to, new Envelope(actor.Id, number, letter));
    }

    /// <inheritdoc />
    public void Stored()
    {
        if (deliveries is not null) switchboard!.Deliver(receiver, deliveries);
        if (starts is null) return;
        foreach (var start in starts) start();
    }

    /// <inheritdoc />
    public void NotStored(Exception error)
    {
        if (Cause.Letter is Arrived { Arrival: Said said }) switchboard!.Refuse(new PersonId(actor.Id.Name), said);
        switchboard!.Failed(error);
    }

    private void Number()
    {
        if (sends is null) return;
        for (var index = 0; index < sends.Count; index++)
        {
            var (to, _, letter) = sends[index];
            // What is not recorded is not numbered: a restart would give the same number again.
            if (Recorded && !letter.IsPassing) sends[index] = (to, actor.NextNumber(), letter);
        }
    }
}
