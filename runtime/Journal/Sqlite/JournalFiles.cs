using System.Buffers.Binary;

namespace ScriptChat.Journal.Sqlite;

/// <summary>The names of a journal's files, and what they show without SQLite.</summary>
internal static class JournalFiles
{
    private const int HeaderSize = 100;

    public static string Database(string folder) => Path.Combine(folder, "journal.db");

    public static string Log(string folder) => Path.Combine(folder, "journal.db-wal");

    public static string Lock(string folder) => Path.Combine(folder, "journal.lock");

    /// <summary>What is wrong with the lengths of the files, or null. A database that is shorter than its header says is right only if what is missing
    /// stands in the log, as after a kill in the middle of working it in. SQLite would read the missing part as zeros.</summary>
    public static string? FindLoss(string path, string log)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        using var file = OpenShared(path);
        if (file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize || !header.StartsWith("SQLite format 3\0"u8)) return "it is no database any more";
        var pageSize = BinaryPrimitives.ReadUInt16BigEndian(header[16..]) switch { 1 => 65536, var size => size };
        if (pageSize < 512) return "its header makes no sense";
        var pages = Math.Max(BinaryPrimitives.ReadUInt32BigEndian(header[28..]), (file.Length + pageSize - 1) / pageSize);
        var whole = file.Length / pageSize;
        if (whole >= pages) return null;
        var logged = File.Exists(log) ? LoggedPages(log, pageSize) : [];
        for (var page = whole + 1; page <= pages; page++)
        {
            if (!logged.Contains(page)) return $"it has {file.Length} bytes and should have {pages * pageSize}";
        }

        return null;
    }

    /// <summary>The pages in a write-ahead log: a header, then each page behind a header of its own that repeats the log's salt.</summary>
    private static HashSet<long> LoggedPages(string log, int pageSize)
    {
        HashSet<long> pages = [];
        Span<byte> header = stackalloc byte[32];
        Span<byte> frame = stackalloc byte[24];
        using var file = OpenShared(log);
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length) return pages;
        while (file.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length && frame[8..16].SequenceEqual(header[16..24]))
        {
            pages.Add(BinaryPrimitives.ReadUInt32BigEndian(frame));
            file.Seek(pageSize, SeekOrigin.Current);
        }

        return pages;
    }

    private static FileStream OpenShared(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
}
