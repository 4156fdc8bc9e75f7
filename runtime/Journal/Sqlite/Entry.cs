namespace ScriptChat.Journal.Sqlite;

/// <summary>What an entry of a batch asks for.</summary>
internal enum EntryKind
{
    /// <summary>A record.</summary>
    Append,

    /// <summary>The end of a stream.</summary>
    Close,

    /// <summary>Nothing but to be told when all before it is settled.</summary>
    Mark,
}

/// <summary>One thing queued for the writer. Its bytes are in the batch's buffer.</summary>
internal readonly record struct Entry(EntryKind Kind, StreamId Stream, int Start, int Length, long Time, IDurable? Then);
