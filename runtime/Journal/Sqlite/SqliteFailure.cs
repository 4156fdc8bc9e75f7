using SQLitePCL;

namespace ScriptChat.Journal.Sqlite;

/// <summary>SQLite said no.</summary>
/// <param name="result">Its extended result code.</param>
/// <param name="message">Its words.</param>
internal sealed class SqliteFailure(int result, string message) : IOException($"SQLite error {result}: {message}")
{
    /// <summary>The primary result code.</summary>
    public int Result => result & 0xff;

    /// <summary>Whether the file is not what it was written as.</summary>
    public bool IsDamage => Result is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB || result == raw.SQLITE_IOERR_SHORT_READ;

    /// <summary>Whether another program holds the file.</summary>
    public bool IsBusy => Result is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;
}
