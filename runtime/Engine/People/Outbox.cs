using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.People;

/// <summary>A person's numbered messages, and their own words between them, kept for a client that has lost some.</summary>
/// <param name="limit">How many to keep; 0 for a person who can't come back.</param>
internal sealed class Outbox(int limit)
{
    private readonly Queue<(long Seq, Message? Message, string? ClientId, string? Text)> items = new();

    /// <summary>The number of the last message.</summary>
    public long Last { get; private set; }

    public long Add(Message message)
    {
        Last++;
        Keep((Last, message, null, null));
        return Last;
    }

    public void AddOwn(string? clientId, string text) => Keep((Last, null, clientId, text));

    /// <summary>What a client misses.</summary>
    /// <param name="connection">The client's connection.</param>
    /// <param name="lastSeen">The last number that it has; null for a client that has nothing, not even the person's own words.</param>
    public IEnumerable<Delivery> Missed(long connection, long? lastSeen)
    {
        foreach (var (seq, message, clientId, text) in items)
        {
            if (message is null)
            {
                if (lastSeen is null) yield return new OwnWords(connection, seq, clientId, text!);
            }
            else if (seq > (lastSeen ?? 0))
            {
                yield return new Shown(connection, seq, message);
            }
        }
    }

    private void Keep((long, Message?, string?, string?) item)
    {
        if (limit == 0) return;
        if (items.Count >= limit) items.Dequeue();
        items.Enqueue(item);
    }
}
