using ScriptChat.Messages;

namespace ScriptChat.Engine.Pairing;

/// <summary>Who waits, in the order in which they came.</summary>
internal sealed class Line
{
    private readonly LinkedList<Entry> order = new();
    private readonly Dictionary<PersonId, LinkedListNode<Entry>> byPerson = [];

    public int Count => order.Count;

    public void Add(Entry entry) => byPerson.Add(entry.Agent.Person, order.AddLast(entry));

    public bool Remove(Entry entry)
    {
        if (!byPerson.TryGetValue(entry.Agent.Person, out var node) || node.Value != entry) return false;
        byPerson.Remove(entry.Agent.Person);
        order.Remove(node);
        return true;
    }

    public Entry? Find(PersonId person) => byPerson.GetValueOrDefault(person)?.Value;

    public Entry? Find(PersonId person, long number) => Find(person) is { } entry && entry.Number == number ? entry : null;

    public IReadOnlyList<Entry> All() => [.. order];

    /// <summary>The first so many, in their order.</summary>
    public IEnumerable<Entry> First(int count) => order.Take(count);

    /// <summary>The place in line, counted from 1.</summary>
    public int PlaceOf(Entry entry)
    {
        var place = 1;
        foreach (var other in order)
        {
            if (other == entry) return place;
            place++;
        }

        return place;
    }

    /// <summary>The first so many who can be matched; fewer when there are not so many.</summary>
    public IReadOnlyList<Entry> Free(int count)
    {
        List<Entry>? free = null;
        foreach (var entry in order)
        {
            if (!entry.IsFree) continue;
            (free ??= []).Add(entry);
            if (free.Count == count) break;
        }

        return free ?? (IReadOnlyList<Entry>)[];
    }
}
