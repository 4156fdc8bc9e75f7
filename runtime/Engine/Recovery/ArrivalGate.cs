using ScriptChat.Messages;

namespace ScriptChat.Engine.Recovery;

/// <summary>Keeps what services bring while the actors are being rebuilt, and lets it through in order.</summary>
/// <param name="deliver">Takes what is let through.</param>
internal sealed class ArrivalGate(Action<PersonId, Arrival> deliver)
{
    private readonly Lock gate = new();
    private Queue<(PersonId, Arrival)>? waiting;
    private volatile bool closed;

    /// <summary>Keeps an arrival if the gate is closed.</summary>
    /// <returns>Whether it did.</returns>
    public bool Keep(PersonId person, Arrival arrival)
    {
        if (!closed) return false;
        lock (gate)
        {
            if (waiting is null) return false;
            waiting.Enqueue((person, arrival));
            return true;
        }
    }

    public void Close()
    {
        lock (gate)
        {
            waiting ??= new Queue<(PersonId, Arrival)>();
            closed = true;
        }
    }

    public void Open()
    {
        while (true)
        {
            Queue<(PersonId, Arrival)> now;
            lock (gate)
            {
                if (waiting is null) return;
                if (waiting.Count == 0)
                {
                    waiting = null;
                    closed = false;
                    return;
                }

                now = waiting;
                waiting = new Queue<(PersonId, Arrival)>();
            }

            // What comes meanwhile waits behind these.
            foreach (var (person, arrival) in now) deliver(person, arrival);
        }
    }
}
