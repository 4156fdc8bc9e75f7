namespace ScriptChat.Journal.Sqlite;

/// <summary>A connection to read with, for one thread at a time.</summary>
internal sealed class ReadConnection(Database database, string path) : IDisposable
{
    private const int Page = 500;
    private const int Held = 1 << 20;

    private readonly Statement lookBegins = database.Prepare("BEGIN");
    private readonly Statement lookEnds = database.Prepare("COMMIT");
    private readonly Statement record = database.Prepare("SELECT prev, stream, body FROM records WHERE id = ?");
    private readonly Statement last = database.Prepare("SELECT body FROM records ORDER BY id DESC LIMIT 1");
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

    /// <summary>Follows the records that lead to a stream's last one: the newest come with their bodies, as many as are held at a time, the older as numbers.
    /// Both newest first.</summary>
    public (List<byte[]> Newest, List<long> Older) Chain(long end, CancellationToken cancellationToken)
    {
        List<byte[]> newest = [];
        List<long> older = [];
        var held = 0;
        long? owner = null;
        // One look at the file for all of them: by itself each record would lock it anew, which costs more than to read it.
        lookBegins.Run();
        for (var id = end; id != 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Seek(id);
            var prev = record.Int64(0);
            var isOwn = (owner ??= record.Int64(1)) == record.Int64(1) && prev < id;
            if (isOwn && held < Held)
            {
                newest.Add(record.Blob(2));
                held += newest[^1].Length;
            }
            else
            {
                older.Add(id);
            }

            record.Reset();
            if (!isOwn) throw Inspection.Damaged(path, $"record {id} is not where it belongs");
            id = prev;
        }

        lookEnds.Run();
        return (newest, older);
    }

    /// <summary>The bodies of some records.</summary>
    public byte[][] Bodies(IEnumerable<long> ids)
    {
        lookBegins.Run();
        byte[][] bodies = [.. ids.Select(Body)];
        lookEnds.Run();
        return bodies;
    }

    private byte[] Body(long id)
    {
        Seek(id);
        var bytes = record.Blob(2);
        record.Reset();
        return bytes;
    }

    public ReadOnlyMemory<byte>? Newest()
    {
        // A bare null would become an empty record.
        if (!last.Read()) return default(ReadOnlyMemory<byte>?);
        var bytes = last.Blob(0);
        last.Reset();
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

    private void Seek(long id)
    {
        if (!record.Bind(1, id).Read()) throw Inspection.Damaged(path, $"record {id} is missing");
    }
}
