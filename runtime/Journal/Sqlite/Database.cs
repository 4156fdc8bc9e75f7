using System.Globalization;
using SQLitePCL;

namespace ScriptChat.Journal.Sqlite;

/// <summary>One connection to a SQLite file, for one thread at a time. Thin, as a record must cost a microsecond.</summary>
internal sealed class Database : IDisposable
{
    private readonly sqlite3 handle;
    private readonly List<Statement> statements = [];

    static Database() => Batteries_V2.Init();

    private Database(sqlite3 handle) => this.handle = handle;

    /// <summary>Opens a file to read and write.</summary>
    public static Database Open(string path, bool create = false) =>
        Open(path, raw.SQLITE_OPEN_READWRITE | (create ? raw.SQLITE_OPEN_CREATE : 0));

    /// <summary>Opens a file to read. One that can't change, as on a read-only medium, needs no lock.</summary>
    public static Database OpenReadOnly(string path, bool cannotChange = false) => cannotChange
        ? Open($"{new Uri(path).AbsoluteUri}?immutable=1", raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_URI)
        : Open(path, raw.SQLITE_OPEN_READONLY);

    public Statement Prepare(string sql)
    {
        var statement = new Statement(handle, sql);
        statements.Add(statement);
        return statement;
    }

    public void Execute(string sql)
    {
        var result = raw.sqlite3_exec(handle, sql);
        Check(handle, result);
    }

    /// <summary>The first column of the first row, or null when there is no row.</summary>
    public string? Scalar(string sql)
    {
        using var statement = new Statement(handle, sql);
        if (!statement.Read()) return null;
        var value = statement.Text(0);
        statement.Reset();
        return value;
    }

    /// <summary>The same as a number; 0 when there is no row.</summary>
    public long Number(string sql) => Scalar(sql) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : 0;

    public void WaitWhenBusy(TimeSpan time) => Check(handle, raw.sqlite3_busy_timeout(handle, (int)time.TotalMilliseconds));

    /// <summary>Works the write-ahead log into the database as far as readers allow, and says how many pages it has.</summary>
    public int Checkpoint()
    {
        var result = raw.sqlite3_wal_checkpoint_v2(handle, null, raw.SQLITE_CHECKPOINT_PASSIVE, out var pages, out _);
        if ((result & 0xff) != raw.SQLITE_BUSY) Check(handle, result);
        return pages;
    }

    /// <summary>Closing leaves the files as they are.</summary>
    public void KeepLogOnClose(bool keep) => Check(handle, raw.sqlite3_db_config(handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep ? 1 : 0, out _));

    /// <summary>Undoes what was begun, if anything was.</summary>
    public void Rollback()
    {
        if (raw.sqlite3_get_autocommit(handle) == 0) raw.sqlite3_exec(handle, "ROLLBACK");
    }

    public void Dispose()
    {
        foreach (var statement in statements) statement.Dispose();
        statements.Clear();
        handle.Dispose();
    }

    internal static void Check(sqlite3 handle, int result)
    {
        if (result != raw.SQLITE_OK) throw Failure(handle, result);
    }

    internal static SqliteFailure Failure(sqlite3 handle, int result)
    {
        var extended = raw.sqlite3_extended_errcode(handle);
        return new SqliteFailure((extended & 0xff) == (result & 0xff) ? extended : result, raw.sqlite3_errmsg(handle).utf8_to_string() ?? "");
    }

    private static Database Open(string path, int flags)
    {
        var result = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        if (result == raw.SQLITE_OK) return new Database(handle);
        var failure = Failure(handle, result);
        handle.Dispose();
        throw failure;
    }
}
