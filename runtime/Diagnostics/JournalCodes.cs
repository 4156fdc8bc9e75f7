namespace ScriptChat.Diagnostics;

/// <summary>SC50: the journal and its files.</summary>
public static class JournalCodes
{
    /// <summary>A newer runtime wrote it.</summary>
    public static readonly DiagnosticCode Newer = new("SC5001", "The data folder was written by a newer version of the runtime", "Use that version, or another --data; nothing was changed");

    /// <summary>Another task's.</summary>
    public static readonly DiagnosticCode OtherTask = new("SC5002", "The data folder belongs to another task", "Give --data a folder of the task's own; nothing was changed");

    /// <summary>In use.</summary>
    public static readonly DiagnosticCode InUse = new("SC5003", "The data folder is in use by another runtime", "Stop that one first, or use another --data");

    /// <summary>Damaged.</summary>
    public static readonly DiagnosticCode Damaged = new("SC5004", "The journal is damaged", "Bring back a copy of the file, or move it away to start anew; nothing was changed");

    /// <summary>Can't be written.</summary>
    public static readonly DiagnosticCode Unwritable = new("SC5005", "The journal can't be opened for writing", "Make the data folder writable, or use another --data");

    /// <summary>No journal.</summary>
    public static readonly DiagnosticCode NotFound = new("SC5006", "There is no journal in the folder", "Name the data folder of a task that has been served: data/NAME_OF_THE_FOLDER unless --data said otherwise");

    /// <summary>Another version's, to read only.</summary>
    public static readonly DiagnosticCode Older = new("SC5007", "The journal was written by an older version of the runtime", "Serve its task once with this version, which brings it up to date");

    /// <summary>A callback threw.</summary>
    public static readonly DiagnosticCode WaiterFailed = new("SC5008", "What waited for a record failed when it was told", "Report it with the trace; the journal goes on");

    /// <summary>Can't be read.</summary>
    public static readonly DiagnosticCode Unreadable = new("SC5009", "The journal can't be read", "See that its files may be read, or copy its folder to where it may be written");

    /// <summary>A record's bytes have changed.</summary>
    public static readonly DiagnosticCode RecordChanged = new("SC5010", "A record of the journal is not what was written", "Bring back a copy of the data folder, or move it away to start anew; look at the disk; nothing was changed");

    /// <summary>The log can't be worked into the database.</summary>
    public static readonly DiagnosticCode LogGrows = new("SC5011", "The journal's log can't be worked into its database yet", "See that the disk has room and no other program holds the file; nothing is lost, the log grows meanwhile, and it is tried again", Severity.Warning);
}
