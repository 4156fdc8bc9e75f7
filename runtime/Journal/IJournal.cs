namespace ScriptChat.Journal;

/// <summary>The durable, ordered record of all that went into and came out of actors. Records are opaque here.</summary>
public interface IJournal : IAsyncDisposable
{
    /// <summary>Queues one record behind all that were queued before, and returns; the whole process has one order.</summary>
    /// <param name="stream">Whose it is.</param>
    /// <param name="record">The bytes; copied.</param>
    /// <param name="then">Told when it is durable or could not be made so; null when nothing waits for it.</param>
    void Append(StreamId stream, ReadOnlySpan<byte> record, IDurable? then);

    /// <summary>The records of a stream, oldest first: those appended before the call.</summary>
    /// <param name="stream">Whose.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(StreamId stream, CancellationToken cancellationToken);

    /// <summary>Nothing more will be appended to the stream; a journal may archive it, or let it go if it promises nothing.</summary>
    /// <param name="stream">Whose.</param>
    void Close(StreamId stream);
}
