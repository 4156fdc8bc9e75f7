namespace ScriptChat.Journal.Sqlite;

/// <summary>A connection to read with, for one thread at a time.</summary>
internal sealed class ReadConnection(Database database, string path) : IDisposable
{
    private const int Page = 500;
    private const int Held = 1 << 20;

    private readonly Statement lookBegins = database.Prepare("BEGIN");
    private readonly Statement lookEnds = database.Prepare("COMMIT");
    private readonly Statement record = database.Prepare("SELECT prev, stream, body, sum FROM records WHERE id = ?");
    private readonly Statement last = database.Prepare("SELECT max(id) FROM records");
    private readonly Statement stream = database.Prepare("SELECT id, last FROM streams WHERE kind = ? AND name = ?");
    private readonly Statement newer = database.Prepare("SELECT id, stream FROM records WHERE id > max(?, (SELECT value FROM meta WHERE name = 'heads')) ORDER BY id");
    private readonly Statement all = database.Prepare($"SELECT id, kind, name, opened, closed FROM streams WHERE id > ? ORDER BY id LIMIT {Page}");
    private readonly Statement open = database.Prepare($"SELECT id, kind, name, opened, closed FROM streams WHERE id > ? AND closed = 0 ORDER BY id LIMIT {Page}");

    private readonly long unsummed = database.Number("SELECT value FROM meta WHERE name = 'unsummed'");

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
    public (List<Found> Newest, List<long> Older) Chain(long end, CancellationToken cancellationToken)
    {
        List<Found> newest = [];
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
                newest.Add(Checked(id));
                held += newest[^1].Body.Length;
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
    public Found[] Bodies(IEnumerable<long> ids)
    {
        lookBegins.Run();
        Found[] bodies = [.. ids.Select(Body)];
        lookEnds.Run();
        return bodies;
    }

    private Found Body(long id)
    {
        Seek(id);
        var found = Checked(id);
        record.Reset();
        return found;
    }

    public ReadOnlyMemory<byte>? Newest()
    {
        if (!last.Read()) return default(ReadOnlyMemory<byte>?);
        var id = last.Int64(0);
        last.Reset();
        // A bare null would become an empty record.
        return id == 0 ? default(ReadOnlyMemory<byte>?) : Body(id).Value;
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

    /// <summary>A record that was found.</summary>
    /// <param name="Body">Its bytes.</param>
    /// <param name="Damage">What is wrong with it; null for nothing.</param>
    public readonly record struct Found(byte[] Body, JournalException? Damage)
    {
        /// <summary>Its bytes.</summary>
        /// <exception cref="JournalException">They are not what was written.</exception>
        public byte[] Value => Damage is null ? Body : throw Damage;
    }

    /// <summary>The record at hand. One that is not what was written is said to be so only to who asks for it: what is before it can be had.</summary>
    private Found Checked(long id)
    {
        var (body, owner) = (record.Blob(2), record.Int64(1));
        // An older version of the runtime wrote no sums.
        var isWhole = record.IsNull(3) ? id <= unsummed : record.Int64(3) == RecordSum.Of(id, owner, record.Int64(0), body);
        return new Found(body, isWhole ? null : Inspection.Changed(path, id, database.Scalar($"SELECT kind || '/' || name FROM streams WHERE id = {owner}")));
    }

    private void Seek(long id)
    {
        if (!record.Bind(1, id).Read()) throw Inspection.Damaged(path, $"record {id} is missing");
    }
}
