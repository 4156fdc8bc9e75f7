using ScriptChat.Diagnostics;

namespace ScriptChat.Journal;

/// <summary>What a journal on disk has to know.</summary>
public sealed record JournalOptions
{
    /// <summary>The task whose journal it is. A folder that belongs to another one is refused.</summary>
    public required string TaskName { get; init; }

    /// <summary>The clock: when streams were opened, and how long to wait between two tries to store again. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where faults are told. Default: nowhere.</summary>
    public IEventLog Log { get; init; } = NoLog.Instance;

    /// <summary>How long a commit waits for another program that holds the file, before what it carries counts as not stored.</summary>
    internal TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>After how many records the ends of all open streams are written down: so many are read when the journal is opened.</summary>
    internal int HeadsEvery { get; init; } = 20_000;

    /// <summary>After how many pages in the write-ahead log it is worked into the database.</summary>
    internal int CheckpointPages { get; init; } = 8_000;

    /// <summary>The largest database in pages; 0 for as large as the disk.</summary>
    internal int MaxPages { get; init; }

    /// <summary>What makes each version of the schema from the one before; null for the present ones.</summary>
    internal IReadOnlyList<string>? Migrations { get; init; }
}
