using System.Text.Json.Nodes;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.People;

/// <summary>A person's numbered messages, and their own words between them, kept for a client that has lost some.</summary>
/// <param name="limit">How many to keep; 0 for a person who can't come back.</param>
internal sealed class Outbox(int limit)
{
    private readonly Queue<Item> items = new();
    private readonly SortedDictionary<long, JsonObject> judged = [];
    private long cutUpTo;

    /// <summary>The number of the last message.</summary>
    public long Last { get; private set; }

    public long Add(Message message, DateTimeOffset at)
    {
        Last++;
        Keep(new Item(Last, message, null, null, null, 0, at));
        return Last;
    }

    public void AddOwn(string? clientId, string text, DateTimeOffset at, Payload? payload = null) => Keep(new Item(Last, null, clientId, text, payload, 0, at));

    /// <summary>Messages from a number on are struck; the new telling follows.</summary>
    public void Strike(long from) => Keep(new Item(Last, null, null, null, null, from, default));

    /// <summary>The person says something of a message; the last counts.</summary>
    /// <returns>False when they were shown no such message, or it is not kept any more.</returns>
    public bool Judge(long seq, JsonObject content)
    {
        if (limit == 0 || seq <= cutUpTo || seq > Last) return false;
        judged[seq] = content;
        return true;
    }

    /// <summary>Whether a client misses some that are not kept any more.</summary>
    public bool HasGap(long? lastSeen) => cutUpTo > (lastSeen ?? 0);

    /// <summary>What a client misses.</summary>
    /// <param name="connection">The client's connection.</param>
    /// <param name="lastSeen">The last number that it has; null for a client that has nothing, not even the person's own words.</param>
    public IEnumerable<Delivery> Missed(long connection, long? lastSeen)
    {
        foreach (var item in items)
        {
            // A client that has the last message before a strike may have missed the strike; it does no harm twice.
            if (item.Struck > 0 && item.Seq >= (lastSeen ?? 0)) yield return new Struck(connection, item.Struck) { Upto = item.Seq };
            else if (item.Message is { } message && item.Seq > (lastSeen ?? 0)) yield return new Shown(connection, item.Seq, message) { At = item.At };
            else if (item.Text is { } text && lastSeen is null) yield return new OwnWords(connection, item.Seq, item.ClientId, text) { Payload = item.Payload, At = item.At };
        }

        if (lastSeen is not null) yield break;
        foreach (var (seq, content) in judged) yield return new Judgement(connection, seq, content);
    }

    private void Keep(Item item)
    {
        if (limit == 0) return;
        if (items.Count >= limit && items.Dequeue() is { Message: not null } cut)
        {
            cutUpTo = cut.Seq;
            judged.Remove(cut.Seq);
        }

        items.Enqueue(item);
    }

    private readonly record struct Item(long Seq, Message? Message, string? ClientId, string? Text, Payload? Payload, long Struck, DateTimeOffset At);
}
