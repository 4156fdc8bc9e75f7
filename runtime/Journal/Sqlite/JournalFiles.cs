using System.Buffers.Binary;

namespace ScriptChat.Journal.Sqlite;

/// <summary>The names of a journal's files, and what they show without SQLite.</summary>
internal static class JournalFiles
{
    private const int HeaderSize = 100;

    public static string Database(string folder) => Path.Combine(folder, "journal.db");

    public static string Log(string folder) => Path.Combine(folder, "journal.db-wal");

    public static string Lock(string folder) => Path.Combine(folder, "journal.lock");

    /// <summary>Whether the file is at least as long as its header says. Null when it has no header of SQLite's.</summary>
    public static bool? IsWhole(string path)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        if (file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize || !header.StartsWith("SQLite format 3\0"u8)) return null;
        long pageSize = BinaryPrimitives.ReadUInt16BigEndian(header[16..]) switch { 1 => 65536, var size => size };
        if (pageSize < 512) return null;
        return file.Length % pageSize == 0 && file.Length >= BinaryPrimitives.ReadUInt32BigEndian(header[28..]) * pageSize;
    }
}
