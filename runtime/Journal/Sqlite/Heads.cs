namespace ScriptChat.Journal.Sqlite;

/// <summary>Where every open stream ends. Changed by the writer only; read by all.</summary>
internal sealed class Heads
{
    private readonly Lock gate = new();
    private Dictionary<StreamId, Head> open = [];

    public IEnumerable<Head> All => open.Values;

    /// <summary>For the writer.</summary>
    public Head? Find(StreamId stream) => open.GetValueOrDefault(stream);

    /// <summary>For the others: the last durable record of a stream, or null when it is not open.</summary>
    public long? Stored(StreamId stream)
    {
        lock (gate) return open.TryGetValue(stream, out var head) ? head.Stored : null;
    }

    public void Add(Head head)
    {
        lock (gate) open.Add(head.Stream, head);
    }

    public void Remove(Head head)
    {
        lock (gate) open.Remove(head.Stream);
    }

    /// <summary>Reads them from the journal, checking that the chains hold, and gives the number of the last record.</summary>
    /// <exception cref="JournalException">Something is missing.</exception>
    public long Load(Database database, string path)
    {
        Dictionary<long, Head> byId = [];
        using var streams = database.Prepare("SELECT id, kind, name, last FROM streams WHERE closed = 0");
        while (streams.Read()) byId.Add(streams.Int64(0), new Head(streams.Int64(0), new StreamId(streams.Text(1)[0], streams.Text(2)), streams.Int64(3)));

        var from = database.Number("SELECT value FROM meta WHERE name = 'heads'");
        using var owner = database.Prepare("SELECT stream FROM records WHERE id = ?");
        foreach (var head in byId.Values.Where(head => head.Last != 0))
        {
            var isThere = owner.Bind(1, head.Last).Read() && owner.Int64(0) == head.Id;
            owner.Reset();
            if (!isThere) throw Inspection.Damaged(path, $"record {head.Last} is missing");
        }

        var last = from;
        using var newer = database.Prepare("SELECT id, stream, prev FROM records WHERE id > ? ORDER BY id");
        newer.Bind(1, from);
        while (newer.Read())
        {
            if (newer.Int64(0) != ++last) throw Inspection.Damaged(path, $"record {last} is missing");
            if (!byId.TryGetValue(newer.Int64(1), out var head) || last <= head.Last) continue;
            if (newer.Int64(2) != head.Last) throw Inspection.Damaged(path, $"record {last} does not follow the one before it");
            head.Last = last;
            head.Settle();
        }

        if (database.Number("SELECT max(id) FROM records") != last) throw Inspection.Damaged(path, $"record {last} is missing");
        lock (gate) open = byId.Values.ToDictionary(head => head.Stream);
        return last;
    }
}
