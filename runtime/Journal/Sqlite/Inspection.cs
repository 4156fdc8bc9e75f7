using ScriptChat.Diagnostics;

namespace ScriptChat.Journal.Sqlite;

/// <summary>Looks whether a folder holds a journal that may be opened, before anything in it is changed.</summary>
internal static class Inspection
{
    private const string Mend = "bring back a copy of the data folder, or move it away to start anew; nothing was changed";

    /// <summary>Passes when the folder's journal may be opened.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="taskName">Whose it must be; null for anybody's.</param>
    /// <param name="version">The newest version of the schema that is understood.</param>
    /// <param name="readOnly">Whether it will only be read.</param>
    /// <param name="held">The folder's lock, by whom it is held.</param>
    /// <returns>The version of its schema.</returns>
    /// <exception cref="JournalException">It may not.</exception>
    public static int Check(string folder, string? taskName, int version, bool readOnly = false, FolderLock? held = null)
    {
        var path = JournalFiles.Database(folder);
        var hasLog = File.Exists(JournalFiles.Log(folder));
        // Closing a file that SQLite has open in this process would drop its locks (POSIX), so a reader leaves a file alone that may be in use.
        var mayBeInUse = readOnly && hasLog;
        if (!mayBeInUse && JournalFiles.FindLoss(path, JournalFiles.Log(folder)) is { } loss) throw Damaged(path, loss);
        // Without a log there is nothing to recover, and SQLite must not make an empty one before we have seen that one is missing.
        using var database = hasLog ? readOnly ? Database.OpenReadOnly(path) : Database.Open(path) : Database.OpenReadOnly(Path.GetFullPath(path), cannotChange: true);
        if (hasLog) database.KeepLogOnClose(true);
        if (database.Number("PRAGMA application_id") != Schema.ApplicationId) throw Damaged(path, "it is another program's database");
        var written = database.Number("PRAGMA user_version");
        if (written > version)
        {
            throw new JournalException(JournalCodes.Newer, $"The data folder was written by a newer version of the runtime (its journal has version {written}, this one knows {version}); " +
                "use that version, or another --data; nothing was changed", path);
        }

        var task = database.Scalar("SELECT value FROM meta WHERE name = 'task'");
        if (task is null) throw Damaged(path, "whose it is does not stand in it");
        if (taskName is not null && task != taskName)
        {
            throw new JournalException(JournalCodes.OtherTask, $"The data folder belongs to the task \"{task}\", not to \"{taskName}\"; " +
                "give --data a folder of the task's own; nothing was changed", path);
        }

        if (!hasLog && !File.Exists(JournalFiles.Log(folder)) && database.Number("SELECT value FROM meta WHERE name = 'ended'") == 0 && !HoldsAll(database, folder, held))
            throw Damaged(path, "it was not closed in order, and journal.db-wal, which holds its last records, is missing");
        return (int)written;
    }

    // Another program may have opened the database and worked the log into it, as any SQLite tool does: nothing is missing then.
    private static bool HoldsAll(Database database, string folder, FolderLock? held)
    {
        var told = Guid.TryParse(database.Scalar("SELECT value FROM meta WHERE name = 'id'"), out var id) ? held?.Read(id) ?? FolderLock.ReadFrom(folder, id) : 0;
        return told > 0 && database.Number("SELECT coalesce(max(id), 0) FROM records") >= told;
    }

    public static JournalException Damaged(string path, string what, Exception? inner = null) =>
        new(JournalCodes.Damaged, $"The journal is damaged: {what}; {Mend}", path, inner);

    /// <summary>A record is not what was written.</summary>
    public static JournalException Changed(string path, long id, string? stream) => new(
        JournalCodes.RecordChanged,
        $"Record {id} of the journal{(stream is null ? "" : $", of the stream {stream},")} is not what was written: its checksum does not fit, so the file was changed by something else (a failing disk or memory, another program); {Mend}",
        path);

    /// <summary>What SQLite's refusal means for who wants to open the journal.</summary>
    public static JournalException Explain(string path, Exception error) => error switch
    {
        JournalException known => known,
        SqliteFailure { IsDamage: true } => Damaged(path, error.Message, error),
        SqliteFailure { IsBusy: true } => new(JournalCodes.InUse, "Another program holds the journal; end it, or use another --data", path, error),
        _ => new(JournalCodes.Unwritable, $"The journal can't be opened for writing ({error.Message}); make the data folder writable, or use another --data", path, error),
    };
}
