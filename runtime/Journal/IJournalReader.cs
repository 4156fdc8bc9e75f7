namespace ScriptChat.Journal;

/// <summary>The reading half of a journal.</summary>
/// <remarks>What it reads may be written meanwhile, by this process or by another.</remarks>
public interface IJournalReader : IAsyncDisposable
{
    /// <summary>The records of a stream, open or closed, oldest first: those appended before the call.</summary>
    /// <param name="stream">Whose.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(StreamId stream, CancellationToken cancellationToken);

    /// <summary>The streams, in the order in which they were opened.</summary>
    /// <param name="onlyOpen">True for those that are not closed; false for all.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    IAsyncEnumerable<StreamInfo> StreamsAsync(bool onlyOpen, CancellationToken cancellationToken);

    /// <summary>The newest record of all streams, or null when there is none.</summary>
    /// <param name="cancellationToken">Gives up reading.</param>
    ValueTask<ReadOnlyMemory<byte>?> ReadLastAsync(CancellationToken cancellationToken);
}
