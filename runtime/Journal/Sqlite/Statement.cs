using SQLitePCL;

namespace ScriptChat.Journal.Sqlite;

/// <summary>One prepared statement, used again and again by one thread at a time.</summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 handle;
    private readonly sqlite3_stmt statement;

    public Statement(sqlite3 handle, string sql)
    {
        this.handle = handle;
        Database.Check(handle, raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
    }

    public Statement Bind(int index, long value)
    {
        Database.Check(handle, raw.sqlite3_bind_int64(statement, index, value));
        return this;
    }

    public Statement Bind(int index, string value)
    {
        Database.Check(handle, raw.sqlite3_bind_text(statement, index, value));
        return this;
    }

    public Statement Bind(int index, ReadOnlySpan<byte> value)
    {
        // An empty span has no address, and a blob without one would be NULL.
        Database.Check(handle, value.IsEmpty ? raw.sqlite3_bind_zeroblob(statement, index, 0) : raw.sqlite3_bind_blob(statement, index, value));
        return this;
    }

    /// <summary>Runs to the next row. False when there is none, and then it can be run anew.</summary>
    public bool Read()
    {
        var result = raw.sqlite3_step(statement);
        if (result == raw.SQLITE_ROW) return true;
        // The error's words are the connection's last, so they are fetched before the reset.
        var failure = result == raw.SQLITE_DONE ? null : Database.Failure(handle, result);
        raw.sqlite3_reset(statement);
        return failure is null ? false : throw failure;
    }

    /// <summary>Runs to the end.</summary>
    public void Run()
    {
        while (Read())
        {
        }
    }

    /// <summary>Gives up the rows that were not read.</summary>
    public void Reset() => raw.sqlite3_reset(statement);

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(statement, column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string() ?? "";

    public byte[] Blob(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    public void Dispose() => statement.Dispose();
}
