using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ScriptChat.Journal;

/// <summary>A journal that lives as long as the process: for tests, measuring, and services that may forget.
/// A record is durable as soon as it is appended, which is as durable as it gets here.</summary>
/// <param name="recordsPerStream">How many of the newest records of an open stream to keep. The default keeps all; a service
/// that runs for long bounds it, as nothing here ever reads them back.</param>
public sealed class MemoryJournal(int recordsPerStream = int.MaxValue) : IJournal
{
    private readonly ConcurrentDictionary<StreamId, Queue<byte[]>> streams = new();

    /// <summary>How many streams are open.</summary>
    public int OpenStreams => streams.Count;

    /// <inheritdoc />
    public void Append(StreamId stream, ReadOnlySpan<byte> record, IDurable? then)
    {
        if (recordsPerStream > 0)
        {
            var records = streams.GetOrAdd(stream, static _ => new Queue<byte[]>());
            lock (records)
            {
                if (records.Count >= recordsPerStream) records.Dequeue();
                records.Enqueue(record.ToArray());
            }
        }

        then?.Stored();
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(StreamId stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!streams.TryGetValue(stream, out var records)) yield break;
        byte[][] copy;
        lock (records) copy = [.. records];
        foreach (var record in copy)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return record;
        }

        await Task.CompletedTask;
    }

    /// <inheritdoc />
    public void Close(StreamId stream) => streams.TryRemove(stream, out _);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
