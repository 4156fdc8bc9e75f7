namespace ScriptChat.Journal.Sqlite;

/// <summary>A connection to read with, for one thread at a time.</summary>
internal sealed class ReadConnection(Database database, string path) : IDisposable
{
    private const int Page = 500;

    private readonly Statement body = database.Prepare("SELECT body, stream FROM records WHERE id = ?");
    private readonly Statement prev = database.Prepare("SELECT prev, stream FROM records WHERE id = ?");
    private readonly Statement newest = database.Prepare("SELECT body FROM records ORDER BY id DESC LIMIT 1");
    private readonly Statement stream = database.Prepare("SELECT id, last FROM streams WHERE kind = ? AND name = ?");
    private readonly Statement newer = database.Prepare("SELECT id, stream FROM records WHERE id > max(?, (SELECT value FROM meta WHERE name = 'heads')) ORDER BY id");
    private readonly Statement all = database.Prepare($"SELECT id, kind, name, opened, closed FROM streams WHERE id > ? ORDER BY id LIMIT {Page}");
    private readonly Statement open = database.Prepare($"SELECT id, kind, name, opened, closed FROM streams WHERE id > ? AND closed = 0 ORDER BY id LIMIT {Page}");

    public Database Database => database;

    /// <summary>A stream's number and the last record that stands written for it.</summary>
    public (long Id, long Last)? Find(StreamId wanted)
    {
        if (!stream.Bind(1, wanted.Kind.ToString()).Bind(2, wanted.Name).Read()) return null;
        var found = (stream.Int64(0), stream.Int64(1));
        stream.Reset();
        return found;
    }

    /// <summary>Looks through the records after one, notes the last of each stream, and says how far it came.</summary>
    public long Ends(long after, Dictionary<long, long> ends)
    {
        newer.Bind(1, after);
        while (newer.Read()) ends[newer.Int64(1)] = after = newer.Int64(0);
        return after;
    }

    /// <summary>The records that lead to a stream's last one, newest first.</summary>
    public List<long> Chain(long last, CancellationToken cancellationToken)
    {
        List<long> chain = [];
        long? owner = null;
        for (var id = last; id != 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!prev.Bind(1, id).Read()) throw Inspection.Damaged(path, $"record {id} is missing");
            var next = prev.Int64(0);
            var isOwn = (owner ??= prev.Int64(1)) == prev.Int64(1) && next < id;
            prev.Reset();
            if (!isOwn) throw Inspection.Damaged(path, $"record {id} is not where it belongs");
            chain.Add(id);
            id = next;
        }

        return chain;
    }

    public byte[] Body(long id)
    {
        if (!body.Bind(1, id).Read()) throw Inspection.Damaged(path, $"record {id} is missing");
        var bytes = body.Blob(0);
        body.Reset();
        return bytes;
    }

    public ReadOnlyMemory<byte>? Newest()
    {
        // A bare null would become an empty record.
        if (!newest.Read()) return default(ReadOnlyMemory<byte>?);
        var bytes = newest.Blob(0);
        newest.Reset();
        return bytes;
    }

    /// <summary>The next streams after one; fewer than a page are the last.</summary>
    public List<(long Id, StreamInfo Info)> Streams(long after, bool onlyOpen, out bool isLast)
    {
        var statement = onlyOpen ? open : all;
        List<(long, StreamInfo)> page = [];
        statement.Bind(1, after);
        while (statement.Read())
        {
            page.Add((statement.Int64(0), new StreamInfo(new StreamId(statement.Text(1)[0], statement.Text(2)), statement.Int64(4) == 0,
                DateTimeOffset.FromUnixTimeMilliseconds(statement.Int64(3)))));
        }

        isLast = page.Count < Page;
        return page;
    }

    public void Dispose() => database.Dispose();
}
