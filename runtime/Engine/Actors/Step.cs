using ScriptChat.Diagnostics;
using ScriptChat.Engine.Letters;
using ScriptChat.Journal;
using ScriptChat.Messages;

namespace ScriptChat.Engine.Actors;

/// <summary>What one letter causes: collected while the actor runs, recorded as one record, then let out. Letters inside the
/// process go at once behind the record; what leaves the process waits until the record is durable.</summary>
internal sealed class Step(Switchboard switchboard, Actor actor, Envelope cause) : IDurable
{
    private List<Delivery>? deliveries;
    private List<Action>? effects;
    private PersonId receiver;

    public Envelope Cause { get; } = cause;

    /// <summary>The time of the event (UTC).</summary>
    public DateTimeOffset Now { get; } = switchboard.Clock.Now;

    /// <summary>The service's running time, which timers count.</summary>
    public TimeSpan Running { get; } = switchboard.Clock.Running;

    /// <summary>Whether it goes into the journal; typing and presence do not.</summary>
    public bool Recorded { get; set; } = true;

    /// <summary>What the person said is not to be recorded: a try at the password.</summary>
    public bool Secret { get; set; }

    public IReadOnlyList<(ActorId To, Letter Letter)> Sends => sends ?? (IReadOnlyList<(ActorId, Letter)>)[];

    public IReadOnlyList<Delivery> Deliveries => deliveries ?? (IReadOnlyList<Delivery>)[];

    /// <summary>The names of the side effects asked for.</summary>
    public List<string>? EffectNames { get; private set; }

    /// <summary>The rows for the task's dataset, as JSON.</summary>
    public IReadOnlyList<byte[]> Saved => saved ?? (IReadOnlyList<byte[]>)[];

    private List<(ActorId To, Letter Letter)>? sends;
    private List<byte[]>? saved;

    /// <summary>Adds a row to the task's dataset.</summary>
    public void Save(byte[] row) => (saved ??= []).Add(row);

    /// <summary>Sends a letter behind this step's record.</summary>
    public void Send(ActorId to, Letter letter) => (sends ??= []).Add((to, letter));

    /// <summary>Brings something to the person whose step this is.</summary>
    public void Deliver(PersonId person, Delivery delivery)
    {
        receiver = person;
        (deliveries ??= []).Add(delivery);
    }

    /// <summary>Starts a side effect once the step is durable.</summary>
    public void After(string name, Action start)
    {
        (EffectNames ??= []).Add(name);
        (effects ??= []).Add(start);
    }

    /// <summary>Records the step and lets out what it caused.</summary>
    public void Commit()
    {
        var waits = deliveries is not null || effects is not null;
        if (Recorded) switchboard.Record(actor, this, waits ? this : null);
        else if (waits) Stored();
        if (sends is null) return;
        foreach (var (to, letter) in sends) switchboard.Send(to, new Envelope(actor.Id, actor.NextNumber(), letter));
    }

    /// <inheritdoc />
    public void Stored()
    {
        if (deliveries is not null) switchboard.Deliver(receiver, deliveries);
        if (effects is null) return;
        foreach (var start in effects) start();
    }

    /// <inheritdoc />
    public void NotStored(Exception error)
    {
        switchboard.Log.Write(Severity.Error, ServiceCodes.NotStored, "A step could not be stored; nothing of it was let out.", actor.Id.ToString(), error);
        if (Cause.Letter is Arrived { Arrival: Said said })
        {
            switchboard.Deliver(new PersonId(actor.Id.Name), [new Refused(said.Connection, ServiceCodes.NotStored, ServiceCodes.NotStored.Remedy, said.ClientId)]);
        }
    }
}
