using ScriptChat.Engine.Letters;

namespace ScriptChat.Engine.Actors;

/// <summary>A single-threaded state machine that takes one letter at a time. It knows others by id only, and talks through its step.</summary>
internal abstract class Actor(ActorId id)
{
    private readonly Dictionary<ActorId, long> taken = [];
    private TimeSpan? wakesAt;
    private long sent;

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

    /// <summary>The next time at which something is due, or null. Asked after each step.</summary>
    public virtual TimeSpan? NextDue => null;

    /// <summary>Whether this letter is new; a repeat is dropped.</summary>
    public bool IsNew(in Envelope envelope)
    {
        if (envelope.Number == 0) return true;
        if (taken.TryGetValue(envelope.From, out var last) && envelope.Number <= last) return false;
        taken[envelope.From] = envelope.Number;
        return true;
    }

    public long NextNumber() => ++sent;

    /// <summary>Whether a wake-up has to be ordered for <paramref name="due"/>: not if an earlier one is on its way.</summary>
    public bool MustOrder(TimeSpan due)
    {
        if (wakesAt is { } at && at <= due) return false;
        wakesAt = due;
        return true;
    }

    public void WakeArrived() => wakesAt = null;

    /// <summary>Nothing more comes from there.</summary>
    protected void Forget(ActorId sender) => taken.Remove(sender);
}
