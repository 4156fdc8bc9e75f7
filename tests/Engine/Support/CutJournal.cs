using System.Runtime.CompilerServices;
using ScriptChat.Diagnostics;
using ScriptChat.Journal;

namespace ScriptChat.Engine.Tests.Support;

/// <summary>A journal whose process dies after so many records: what comes later is lost, and nothing of it is let out.</summary>
internal sealed class CutJournal(MemoryJournal inner) : IJournal
{
    /// <summary>After how many records it dies; null for never.</summary>
    public int? DiesAfter { get; set; }

    public int Records { get; private set; }

    public bool IsDead => Records >= DiesAfter && Lost;

    public bool Lost { get; private set; }

    public long Run => inner.Run;

    /// <summary>Which record of which stream can't be read, as its bytes have changed; null for none.</summary>
    public (StreamId Stream, int Index)? Damaged { get; set; }

    /// <summary>What is waited for before each record that is read; null for nothing.</summary>
    public Func<Task>? Pause { get; set; }

    /// <summary>Another process, which lives.</summary>
    public void Restart()
    {
        inner.Restart();
        DiesAfter = null;
        Lost = false;
    }

    public void Append(StreamId stream, ReadOnlySpan<byte> record, IDurable? then)
    {
        if (Records >= DiesAfter)
        {
            Lost = true;
            return;
        }

        Records++;
        inner.Append(stream, record, then);
    }

    public void Behind(IDurable then)
    {
        if (!Lost) inner.Behind(then);
    }

    public void Close(StreamId stream)
    {
        if (!Lost) inner.Close(stream);
    }

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(StreamId stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var index = 0;
        await foreach (var record in inner.ReadAsync(stream, cancellationToken))
        {
            if (Pause is not null) await Pause();
            if (Damaged == (stream, index++)) throw new JournalException(JournalCodes.RecordChanged, "a byte was changed", "journal");
            yield return record;
        }
    }

    public IAsyncEnumerable<StreamInfo> StreamsAsync(bool onlyOpen, CancellationToken cancellationToken) => inner.StreamsAsync(onlyOpen, cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>?> ReadLastAsync(CancellationToken cancellationToken) => inner.ReadLastAsync(cancellationToken);

    public ValueTask FlushAsync() => inner.FlushAsync();

    public Task ReopenAsync(CancellationToken cancellationToken) => inner.ReopenAsync(cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
