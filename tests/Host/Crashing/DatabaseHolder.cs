using Microsoft.Data.Sqlite;

namespace ScriptChat.Host.Tests.Crashing;

/// <summary>Another program that has a database file open, and keeps it to itself for a while.</summary>
internal sealed class DatabaseHolder : IDisposable
{
    private readonly SqliteConnection connection;

    public DatabaseHolder(string path)
    {
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
    }

    public void Hold() => Execute("BEGIN EXCLUSIVE");

    public void Release() => Execute("ROLLBACK");

    public void Dispose() => connection.Dispose();

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The two commands above.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
