namespace ScriptChat.Engine.Actors;

/// <summary>An actor's mailbox. Whoever brings a letter to an idle actor gets to run it.</summary>
internal sealed class Cell(Actor actor)
{
    private readonly Queue<Envelope> mail = new();
    private bool running;
    private bool closed;

    public Actor Actor => actor;

    /// <summary>Puts a letter in.</summary>
    /// <param name="envelope">The letter.</param>
    /// <param name="mustRun">Whether the caller has to see to it that the cell is run.</param>
    /// <returns>False when the actor has ended.</returns>
    public bool TryPut(in Envelope envelope, out bool mustRun)
    {
        lock (mail)
        {
            mustRun = false;
            if (closed) return false;
            mail.Enqueue(envelope);
            mustRun = !running;
            running = true;
            return true;
        }
    }

    /// <summary>Takes the next letter, or goes idle.</summary>
    public bool TryTake(out Envelope envelope)
    {
        lock (mail)
        {
            if (mail.TryDequeue(out envelope)) return true;
            running = false;
            return false;
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
