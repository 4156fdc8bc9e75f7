namespace ScriptChat.Journal;

/// <summary>The durable, ordered record of all that went into and came out of actors. Records are opaque here.</summary>
/// <remarks>One process appends to a journal at a time. Any number may read it meanwhile.</remarks>
public interface IJournal : IJournalReader
{
    /// <summary>How often the journal has been opened for appending, this time included: 1 for a new one. Durable before the first append.</summary>
    long Run { get; }

    /// <summary>Whether records are kept at all. Where they are not, appended ones may be empty: there is no need to make them.</summary>
    bool Keeps => true;

    /// <summary>Queues one record behind all that were queued before, and returns; the whole process has one order. A closed stream is open again.</summary>
    /// <param name="stream">Whose it is.</param>
    /// <param name="record">The bytes; copied.</param>
    /// <param name="then">Told when it is durable or could not be made so; null when nothing waits for it.</param>
    /// <remarks>Once a record could not be stored, no later one is, until <see cref="ReopenAsync"/> has ended.</remarks>
    void Append(StreamId stream, ReadOnlySpan<byte> record, IDurable? then);

    /// <summary>Lets something that is not recorded itself wait for what is: it is told when all records appended before the call are durable or
    /// could not be made so, in the order of the appends; at once when nothing is under way.</summary>
    /// <param name="then">What waits.</param>
    void Behind(IDurable then);

    /// <summary>Nothing more will be appended to the stream: it is no longer among the open ones. Takes its place in the order of the appends.</summary>
    /// <param name="stream">Whose.</param>
    void Close(StreamId stream);

    /// <summary>Ends when all records appended before the call are durable or could not be made so.</summary>
    ValueTask FlushAsync();

    /// <summary>Ends when the store takes records again after one could not be stored; from then on appends are taken.</summary>
    /// <param name="cancellationToken">Gives up trying.</param>
    Task ReopenAsync(CancellationToken cancellationToken);
}
