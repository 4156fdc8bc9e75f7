using System.Runtime.InteropServices;
using System.Text.Json;
using ScriptChat.Actors.Letters;

using ScriptChat.Actors.Recorded;

namespace ScriptChat.Actors;

/// <summary>A single-threaded state machine that takes one letter at a time. It knows others by id only, and talks through its step.</summary>
/// <param name="id">Its id.</param>
/// <param name="incarnation">Greater than that of all who bore the id before, so that receivers do not take its letters for repeats of theirs.</param>
public abstract class Actor(ActorId id, long incarnation = 0)
{
    private readonly Dictionary<ActorId, long> taken = [];
    // Ordered wake-ups, the next on top: one is only ordered for a time before all the others.
    private readonly Stack<TimeSpan> wakes = new(0);
    private long sent = incarnation << 20;

    /// <summary>Its address.</summary>
    public ActorId Id { get; } = id;

    /// <summary>True once nothing more can happen here; the switchboard forgets the actor after the step.</summary>
    public bool Ended { get; protected set; }

    /// <summary>Whether its steps run a script, and may therefore take long.</summary>
    public virtual bool RunsScripts => false;

    /// <summary>Takes one letter.</summary>
    public abstract void Handle(Letter letter, Step step);

    /// <summary>The engine failed in <see cref="Handle"/>: leave nobody stranded.</summary>
    public virtual void Recover(Exception error, Step step)
    {
    }

    /// <summary>Writes what the record of a step has to say of the actor besides: what the step changed in it.</summary>
    public virtual void Describe(Utf8JsonWriter json, Step step)
    {
    }

    /// <summary>The next time at which something is due, or null. Asked after each step.</summary>
    public virtual TimeSpan? NextDue => null;

    /// <summary>How many senders it remembers; who has nothing more to say is forgotten.</summary>
    public int Remembered => taken.Count;

    /// <summary>Whether this letter is new; a repeat is dropped.</summary>
    public bool IsNew(in Envelope envelope)
    {
        if (envelope.Number == 0) return true;
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(taken, envelope.From, out _);
        if (envelope.Number <= last) return false;
        last = envelope.Number;
        return true;
    }

    /// <summary>The number of the last letter that it took from a sender.</summary>
    public long TakenFrom(ActorId sender) => taken.GetValueOrDefault(sender);

    /// <summary>The number of the next letter that it sends.</summary>
    public long NextNumber() => ++sent;

    /// <summary>Whether a wake-up has to be ordered for <paramref name="due"/>: not if an earlier one is on its way.</summary>
    public bool MustOrder(TimeSpan due)
    {
        if (wakes.TryPeek(out var at) && at <= due) return false;
        wakes.Push(due);
        return true;
    }

    /// <summary>A wake-up that was ordered has come.</summary>
    public void WakeArrived() => wakes.TryPop(out _);

    /// <summary>Remembers what a record says of letters taken and sent.</summary>
    protected void Remember(RecordedStep step)
    {
        if (step.From is { } from) taken[ActorId.Parse(from)] = step.Number;
        foreach (var send in step.Sent) sent = Math.Max(sent, send.Number);
    }

    /// <summary>Its letters are numbered from here on: who took this one drops none that is to come.</summary>
    public void CountFrom(long number) => sent = Math.Max(sent, number);

    /// <summary>Goes on where another of the same id stopped.</summary>
    protected void GoOnFrom(Actor before)
    {
        sent = Math.Max(sent, before.sent);
        foreach (var (sender, number) in before.taken) taken[sender] = number;
    }

    /// <summary>Nothing more comes from there.</summary>
    protected void Forget(ActorId sender) => taken.Remove(sender);
}
