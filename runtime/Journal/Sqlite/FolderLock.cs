using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using ScriptChat.Diagnostics;

namespace ScriptChat.Journal.Sqlite;

/// <summary>Holds a data folder for one runtime: a lock of the operating system, so that a killed runtime lets go. In the file stands up to which
/// record the journal told that it is stored, so that a lost or shortened log is seen.</summary>
/// <remarks>The mark is written after each commit and never synced: it may lag behind after a power cut, but never runs ahead.</remarks>
internal sealed class FolderLock : IDisposable
{
    private const int Size = 24;
    private readonly FileStream file;
    private readonly byte[] mark = new byte[Size];

    private FolderLock(FileStream file) => this.file = file;

    private SafeFileHandle Handle => file.SafeFileHandle;

    /// <exception cref="JournalException">Another runtime holds it, or it can't be written.</exception>
    public static FolderLock Take(string folder)
    {
        var path = JournalFiles.Lock(folder);
        try
        {
            Directory.CreateDirectory(folder);
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1));
        }
        catch (IOException error) when (IsHeld(path, error))
        {
            throw new JournalException(JournalCodes.InUse, "The data folder is in use by another runtime; stop that one first, or use another --data", folder, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(JournalCodes.Unwritable, $"The data folder can't be written ({error.Message}); make it writable, or use another --data", folder, error);
        }
    }

    /// <summary>Up to which record this journal was told to be stored; 0 when that is not known.</summary>
    public long Read(Guid journal)
    {
        Span<byte> read = stackalloc byte[Size];
        if (RandomAccess.Read(Handle, read, 0) < Size || new Guid(read[..16]) != journal) return 0;
        return BinaryPrimitives.ReadInt64LittleEndian(read[16..]);
    }

    /// <summary>Up to which record a journal was told to be stored, without holding its folder; 0 when that is not known.</summary>
    public static long ReadFrom(string folder, Guid journal)
    {
        var path = JournalFiles.Lock(folder);
        if (!File.Exists(path)) return 0;
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);
            Span<byte> read = stackalloc byte[Size];
            return stream.ReadAtLeast(read, Size, throwOnEndOfStream: false) < Size || new Guid(read[..16]) != journal ? 0 : BinaryPrimitives.ReadInt64LittleEndian(read[16..]);
        }
        catch (IOException)
        {
            // A runtime holds it, which knows better.
            return 0;
        }
    }

    /// <summary>Notes that all records up to one are stored.</summary>
    public void Write(Guid journal, long record)
    {
        journal.TryWriteBytes(mark);
        BinaryPrimitives.WriteInt64LittleEndian(mark.AsSpan(16), record);
        RandomAccess.Write(Handle, mark, 0);
    }

    public void Dispose() => file.Dispose();

    private static bool IsHeld(string path, IOException error)
    {
        const int SharingViolation = unchecked((int)0x80070020);
        const int TryAgain = 11;
        const int TryAgainOnMac = 35;
        return File.Exists(path) && error.HResult is SharingViolation or TryAgain or TryAgainOnMac;
    }
}
