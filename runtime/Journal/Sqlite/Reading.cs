using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ScriptChat.Journal.Sqlite;

/// <summary>Reads a journal's file. Records never change, so nothing is held between two of them.</summary>
/// <param name="path">The file.</param>
/// <param name="open">Makes another connection.</param>
internal sealed class Reading(string path, Func<Database> open) : IDisposable
{
    private const int Chunk = 256;

    private readonly ConcurrentBag<ReadConnection> idle = [];
    private volatile bool disposed;

    /// <summary>Runs something on a connection of its own.</summary>
    public T Use<T>(Func<ReadConnection, T> work)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        try
        {
            if (!idle.TryTake(out var connection)) connection = new ReadConnection(open(), path);
            try
            {
                var result = work(connection);
                idle.Add(connection);
                connection = null;
                return result;
            }
            finally
            {
                // What failed may be in the middle of something.
                connection?.Dispose();
                if (disposed) Dispose();
            }
        }
        catch (SqliteFailure error) when (error.IsDamage)
        {
            throw Inspection.Damaged(path, error.Message, error);
        }
    }

    /// <summary>The records up to a stream's last one, oldest first.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> RecordsAsync(long last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var (newest, older) = Use(connection => connection.Chain(last, cancellationToken));
        for (var end = older.Count; end > 0; end -= Chunk)
        {
            var start = Math.Max(0, end - Chunk);
            var upTo = end;
            var bodies = Use(connection => connection.Bodies(older[start..upTo].AsEnumerable().Reverse()));
            foreach (var body in bodies)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return body.Value;
            }
        }

        for (var at = newest.Count; at > 0; at--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return newest[at - 1].Value;
        }
    }

    public async IAsyncEnumerable<StreamInfo> StreamsAsync(bool onlyOpen, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var after = 0L;
        var isLast = false;
        while (!isLast)
        {
            var page = Use(connection => connection.Streams(after, onlyOpen, out isLast));
            foreach (var (id, info) in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                after = id;
                yield return info;
            }
        }
    }

    public void Dispose()
    {
        disposed = true;
        while (idle.TryTake(out var connection)) connection.Dispose();
    }
}
