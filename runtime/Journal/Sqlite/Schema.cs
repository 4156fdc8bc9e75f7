namespace ScriptChat.Journal.Sqlite;

/// <summary>The tables, and what makes each version of them from the one before. Add at the end; never change what has been released.</summary>
internal static class Schema
{
    /// <summary>"SCJL": whose file it is.</summary>
    public const long ApplicationId = 0x53434A4C;

    /// <summary>The step to each version, 1 first.</summary>
    public static IReadOnlyList<string> Migrations { get; } =
    [
        """
        CREATE TABLE meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
        CREATE TABLE streams(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, opened INTEGER NOT NULL, closed INTEGER NOT NULL,
            last INTEGER NOT NULL, UNIQUE(kind, name));
        CREATE INDEX open_streams ON streams(id) WHERE closed = 0;
        CREATE TABLE records(id INTEGER PRIMARY KEY, stream INTEGER NOT NULL, prev INTEGER NOT NULL, body BLOB NOT NULL);
        INSERT INTO meta VALUES ('run', 0), ('heads', 0), ('ended', 1);
        """,
        // Records up to this number were written without a checksum.
        """
        ALTER TABLE records ADD COLUMN sum INTEGER;
        INSERT INTO meta SELECT 'unsummed', coalesce(max(id), 0) FROM records;
        """,
    ];

    /// <summary>Makes an empty journal: in a file beside it that is then renamed, so that there is never half of one.</summary>
    public static void Create(string path, string taskName, DateTimeOffset now, IReadOnlyList<string> migrations)
    {
        var draft = path + ".new";
        foreach (var end in new[] { "", "-wal", "-shm", "-journal" }) File.Delete(draft + end);
        using (var database = Sqlite.Database.Open(draft, create: true))
        {
            database.Execute($"PRAGMA page_size = 4096; PRAGMA application_id = {ApplicationId}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
            Migrate(database, migrations);
            using var set = database.Prepare("INSERT INTO meta VALUES (?, ?)");
            set.Bind(1, "task").Bind(2, taskName).Run();
            set.Bind(1, "id").Bind(2, $"{Guid.NewGuid():N}").Run();
            set.Bind(1, "created").Bind(2, now.ToUnixTimeMilliseconds()).Run();
        }

        File.Move(draft, path);
    }

    /// <summary>Brings the tables to the present version: all of the steps or none.</summary>
    public static void Migrate(Database database, IReadOnlyList<string> migrations)
    {
        var version = (int)database.Number("PRAGMA user_version");
        if (version == migrations.Count) return;
        try
        {
            database.Execute("BEGIN IMMEDIATE");
            foreach (var step in migrations.Skip(version)) database.Execute(step);
            database.Execute($"PRAGMA user_version = {migrations.Count}; COMMIT");
        }
        catch
        {
            database.Rollback();
            throw;
        }
    }
}
