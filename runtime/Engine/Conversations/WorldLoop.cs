namespace ScriptChat.Engine.Conversations;

/// <summary>A conversation's one logical thread: what its script awaits goes on here, one piece at a time, within the event at hand.</summary>
/// <param name="fromElsewhere">Takes what another thread posts: the script awaited something that is not recorded.</param>
internal sealed class WorldLoop(Action<SendOrPostCallback, object?> fromElsewhere) : SynchronizationContext
{
    // One a thread, for the loop whose event it handles: what lives long would be looked through at each collection for what was put in.
    [ThreadStatic] private static Queue<(SendOrPostCallback Callback, object? State)>? spare;

    private Queue<(SendOrPostCallback Callback, object? State)>? queue;
    private int thread;

    /// <summary>Whether the calling thread is handling the conversation's event.</summary>
    public bool IsCurrent => thread == Environment.CurrentManagedThreadId;

    /// <summary>Begins an event on the calling thread.</summary>
    public SynchronizationContext? Enter()
    {
        var before = Current;
        thread = Environment.CurrentManagedThreadId;
        queue ??= spare ?? new();
        spare = null;
        SetSynchronizationContext(this);
        return before;
    }

    /// <summary>Ends the event.</summary>
    /// <param name="before">What <see cref="Enter"/> gave.</param>
    public void Leave(SynchronizationContext? before)
    {
        thread = 0;
        SetSynchronizationContext(before);
        // What a failing world left behind is for its next event.
        if (queue is not { Count: 0 }) return;
        spare = queue;
        queue = null;
    }

    /// <summary>Does what is left of the event.</summary>
    public void Pump()
    {
        while (queue!.TryDequeue(out var item))
        {
            Worlds.WorldGuard.Check();
            item.Callback(item.State);
        }
    }

    /// <summary>Forgets what is left.</summary>
    public void Clear() => queue!.Clear();

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsCurrent) queue!.Enqueue((d, state));
        else fromElsewhere(d, state);
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (!IsCurrent) throw new InvalidOperationException("A world's thread can't be waited for; post to it.");
        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;
}
