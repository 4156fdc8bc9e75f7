namespace ScriptChat.Journal.Sqlite;

/// <summary>Where an open stream ends.</summary>
internal sealed class Head(long id, StreamId stream, long last)
{
    private long stored = last;

    public long Id => id;

    public StreamId Stream => stream;

    /// <summary>Its last record that is durable; 0 for none. Any thread may ask.</summary>
    public long Stored => Volatile.Read(ref stored);

    /// <summary>Its last record, durable or about to be.</summary>
    public long Last { get; set; } = last;

    /// <summary>What stands on disk as its last record.</summary>
    public long Written { get; set; } = last;

    public bool IsClosed { get; set; }

    /// <summary>Whether the batch at hand has changed it.</summary>
    public bool IsTouched { get; set; }

    public void Settle()
    {
        IsTouched = false;
        Volatile.Write(ref stored, Last);
    }
}
