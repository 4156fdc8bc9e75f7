namespace ScriptChat.Journal.Sqlite;

/// <summary>What is committed together: what queued while the last commit ran. Used again when all who waited have been told.</summary>
internal sealed class Batch
{
    private const int Kept = 4 << 20;

    private readonly List<Entry> entries = [];
    private byte[] bytes = new byte[16 << 10];
    private int used;

    public IReadOnlyList<Entry> Entries => entries;

    public bool IsEmpty => entries.Count == 0;

    /// <summary>Whether there is anything to write.</summary>
    public bool HasWork { get; private set; }

    /// <summary>Why nothing of it is stored; null when it is.</summary>
    public Exception? Error { get; set; }

    public void Append(StreamId stream, ReadOnlySpan<byte> record, long time, IDurable? then)
    {
        if (bytes.Length - used < record.Length) Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, Math.Max(bytes.Length * 2L, (long)used + record.Length)));
        record.CopyTo(bytes.AsSpan(used));
        entries.Add(new Entry(EntryKind.Append, stream, used, record.Length, time, then));
        used += record.Length;
        HasWork = true;
    }

    public void Close(StreamId stream)
    {
        entries.Add(new Entry(EntryKind.Close, stream, 0, 0, 0, null));
        HasWork = true;
    }

    public void Mark(IDurable then) => entries.Add(new Entry(EntryKind.Mark, default, 0, 0, 0, then));

    public ReadOnlySpan<byte> Record(in Entry entry) => bytes.AsSpan(entry.Start, entry.Length);

    public void Clear()
    {
        entries.Clear();
        used = 0;
        HasWork = false;
        Error = null;
        if (bytes.Length > Kept) bytes = new byte[16 << 10];
    }
}
