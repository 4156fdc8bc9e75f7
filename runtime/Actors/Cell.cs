namespace ScriptChat.Actors;

/// <summary>An actor's mailbox. Whoever brings a letter to an idle actor gets to run it.</summary>
/// <param name="actor">The actor; in a held cell perhaps one that only keeps its place.</param>
/// <param name="held">Whether letters are kept until <see cref="Release"/>.</param>
public sealed class Cell(Actor actor, bool held = false)
{
    private readonly Queue<Envelope> mail = new();
    private bool held = held;
    private bool running;
    private bool closed;

    /// <summary>Who takes the letters.</summary>
    public Actor Actor { get; private set; } = actor;

    /// <summary>Whether letters are kept until <see cref="Release"/>.</summary>
    public bool IsHeld
    {
        get
        {
            lock (mail) return held;
        }
    }

    /// <summary>Puts a letter in, or leaves it in the caller's hand: an idle actor takes it from there, and a mailbox that lives long
    /// holds nothing that was made just now.</summary>
    /// <param name="envelope">The letter.</param>
    /// <param name="mustRun">Whether it was left to the caller, who has to see to it that the cell is run with it.</param>
    /// <returns>False when the actor has ended.</returns>
    public bool TryPut(in Envelope envelope, out bool mustRun)
    {
        lock (mail)
        {
            mustRun = false;
            if (closed) return false;
            if (held || running) mail.Enqueue(envelope);
            else mustRun = running = true;
            return true;
        }
    }

    /// <summary>Takes the next letter, or goes idle.</summary>
    public bool TryTake(out Envelope envelope)
    {
        lock (mail)
        {
            if (!held && mail.TryDequeue(out envelope)) return true;
            envelope = default;
            running = false;
            return false;
        }
    }

    /// <summary>Keeps letters from now on. For whoever runs the cell.</summary>
    public void Hold()
    {
        lock (mail) held = true;
    }

    /// <summary>Lets the letters through.</summary>
    /// <param name="actor">The actor from now on.</param>
    /// <param name="first">Letters that come before those that waited.</param>
    /// <returns>Whether the caller has to see to it that the cell is run.</returns>
    public bool Release(Actor actor, IReadOnlyList<Envelope> first)
    {
        lock (mail)
        {
            Actor = actor;
            Envelope[] waiting = [.. mail];
            mail.Clear();
            foreach (var envelope in first) mail.Enqueue(envelope);
            foreach (var envelope in waiting) mail.Enqueue(envelope);
            held = false;
            var mustRun = !running && mail.Count > 0;
            running |= mustRun;
            return mustRun;
        }
    }

    /// <summary>The actor has ended.</summary>
    /// <returns>The letters that came too late.</returns>
    public IReadOnlyList<Envelope> Close()
    {
        lock (mail)
        {
            closed = true;
            Envelope[] late = [.. mail];
            mail.Clear();
            return late;
        }
    }
}
