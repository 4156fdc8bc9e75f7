namespace ScriptChat.Journal.Sqlite;

/// <summary>The journal's file as its one writer sees it. For one thread at a time.</summary>
internal sealed class Store : IDisposable
{
    private static readonly TimeSpan ProbePatience = TimeSpan.FromMilliseconds(50);

    private readonly JournalOptions options;
    private readonly string path;
    private readonly FolderLock folder;
    private readonly Guid id;
    private readonly Database database;
    private readonly List<Head> touched = [];
    private readonly Statement begin, commit, insert, find, create, close, reopen, write, mark;
    private long last;
    private long written;
    private long pages;

    private Store(Database database, FolderLock folder, string path, JournalOptions options)
    {
        this.database = database;
        this.folder = folder;
        this.path = path;
        this.options = options;
        id = Guid.Parse(database.Scalar("SELECT value FROM meta WHERE name = 'id'") ?? "");
        last = Heads.Load(database, path);
        if (last < folder.Read(id))
        {
            throw Inspection.Damaged(path, $"records up to {folder.Read(id)} were stored, but it ends with {last}; " +
                "if it is an older copy that was brought back on purpose, delete journal.lock; else");
        }

        written = database.Number("SELECT value FROM meta WHERE name = 'heads'");
        begin = database.Prepare("BEGIN IMMEDIATE");
        commit = database.Prepare("COMMIT");
        insert = database.Prepare("INSERT INTO records(id, stream, prev, body, sum) VALUES (?, ?, ?, ?, ?)");
        find = database.Prepare("SELECT id, last FROM streams WHERE kind = ? AND name = ?");
        create = database.Prepare("INSERT INTO streams(kind, name, opened, closed, last) VALUES (?, ?, ?, 0, 0) RETURNING id");
        close = database.Prepare("UPDATE streams SET closed = 1, last = ? WHERE id = ?");
        reopen = database.Prepare("UPDATE streams SET closed = 0 WHERE id = ?");
        write = database.Prepare("UPDATE streams SET last = ? WHERE id = ?");
        mark = database.Prepare("UPDATE meta SET value = ? WHERE name = 'heads'");
        // The number is durable, and in the database itself, before the first append: a log that is missing later is missed.
        database.Execute("UPDATE meta SET value = value + 1 WHERE name = 'run'; UPDATE meta SET value = 0 WHERE name = 'ended'; PRAGMA wal_checkpoint(TRUNCATE)");
        Run = database.Number("SELECT value FROM meta WHERE name = 'run'");
    }

    public long Run { get; }

    public Heads Heads { get; } = new();

    /// <summary>The writer's connection, for tests that make it fail.</summary>
    internal Database Connection => database;

    /// <exception cref="JournalException">It may not or can't be opened.</exception>
    public static Store Open(string folder, FolderLock held, JournalOptions options)
    {
        var file = JournalFiles.Database(folder);
        Database? opened = null;
        try
        {
            var migrations = options.Migrations ?? Schema.Migrations;
            if (!File.Exists(file))
            {
                if (File.Exists(JournalFiles.Log(folder))) throw Inspection.Damaged(file, "it is missing, but its log is there");
                Schema.Create(file, options.TaskName, options.Time.GetUtcNow(), migrations);
            }

            Inspection.Check(folder, options.TaskName, migrations.Count, held: held);
            opened = Database.Open(file);
            opened.KeepLogOnClose(true);
            opened.WaitWhenBusy(options.BusyTimeout);
            opened.Execute("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 16777216; PRAGMA cache_size = -16384");
            if (options.MaxPages > 0) opened.Execute($"PRAGMA max_page_count = {options.MaxPages}");
            Schema.Migrate(opened, migrations);
            var store = new Store(opened, held, file, options);
            opened.KeepLogOnClose(false);
            return store;
        }
        catch (Exception error) when (error is JournalException or IOException or UnauthorizedAccessException or FormatException)
        {
            opened?.Dispose();
            throw Inspection.Explain(file, error);
        }
    }

    /// <summary>Makes a batch durable: all of it, or none and the reason is thrown.</summary>
    public void Write(Batch batch)
    {
        var before = last;
        try
        {
            begin.Run();
            foreach (var entry in batch.Entries)
            {
                if (entry.Kind == EntryKind.Append) Append(batch, entry);
                else if (entry.Kind == EntryKind.Close) Close(entry.Stream);
            }

            if (last - written >= options.HeadsEvery) WriteHeads();
            commit.Run();
        }
        catch
        {
            database.Rollback();
            last = before;
            throw;
        }

        foreach (var head in touched)
        {
            head.Settle();
            if (head.IsClosed) Heads.Remove(head);
        }

        touched.Clear();
        folder.Write(id, last);
    }

    /// <summary>Works the log into the database when it has grown long. Not while anybody waits for the batch.</summary>
    public void Tidy()
    {
        if (pages < options.CheckpointPages) return;
        pages = 0;
        database.Checkpoint();
    }

    /// <summary>Whether the disk takes records again: writes and takes out a piece of some size, and reads anew how things stand.</summary>
    public void Probe()
    {
        database.WaitWhenBusy(ProbePatience);
        try
        {
            database.Rollback();
            database.Execute("BEGIN IMMEDIATE; INSERT OR REPLACE INTO meta VALUES ('probe', zeroblob(65536)); COMMIT; DELETE FROM meta WHERE name = 'probe'");
            touched.Clear();
            last = Heads.Load(database, path);
            written = database.Number("SELECT value FROM meta WHERE name = 'heads'");
        }
        finally
        {
            database.Rollback();
            database.WaitWhenBusy(options.BusyTimeout);
        }
    }

    /// <summary>Writes down that nothing more comes.</summary>
    public void End()
    {
        begin.Run();
        WriteHeads();
        database.Execute("UPDATE meta SET value = 1 WHERE name = 'ended'");
        commit.Run();
    }

    public void Dispose() => database.Dispose();

    private void Append(Batch batch, in Entry entry)
    {
        var head = Heads.Find(entry.Stream) ?? Open(entry);
        if (head.IsClosed)
        {
            reopen.Bind(1, head.Id).Run();
            head.IsClosed = false;
        }

        var record = batch.Record(entry);
        insert.Bind(1, ++last).Bind(2, head.Id).Bind(3, head.Last).Bind(4, record).Bind(5, RecordSum.Of(last, head.Id, head.Last, record)).Run();
        head.Last = last;
        Touch(head);
        // About as many pages as the log grows by: one is enough for most.
        pages += 1 + (record.Length >> 12);
    }

    private Head Open(in Entry entry)
    {
        var kind = entry.Stream.Kind.ToString();
        Head head;
        if (find.Bind(1, kind).Bind(2, entry.Stream.Name).Read())
        {
            head = new Head(find.Int64(0), entry.Stream, find.Int64(1));
            find.Reset();
            reopen.Bind(1, head.Id).Run();
        }
        else
        {
            create.Bind(1, kind).Bind(2, entry.Stream.Name).Bind(3, entry.Time).Read();
            head = new Head(create.Int64(0), entry.Stream, 0);
            create.Run();
        }

        Heads.Add(head);
        return head;
    }

    private void Close(StreamId stream)
    {
        if (Heads.Find(stream) is not { IsClosed: false } head) return;
        close.Bind(1, head.Last).Bind(2, head.Id).Run();
        head.Written = head.Last;
        head.IsClosed = true;
        Touch(head);
    }

    private void Touch(Head head)
    {
        if (head.IsTouched) return;
        head.IsTouched = true;
        touched.Add(head);
    }

    private void WriteHeads()
    {
        foreach (var head in Heads.All)
        {
            if (head.Written == head.Last) continue;
            write.Bind(1, head.Last).Bind(2, head.Id).Run();
            head.Written = head.Last;
        }

        mark.Bind(1, last).Run();
        written = last;
    }
}
