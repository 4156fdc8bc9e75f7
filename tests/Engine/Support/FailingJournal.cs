using ScriptChat.Journal;

namespace ScriptChat.Engine.Tests.Support;

/// <summary>A journal whose disk is full for a while: nothing is stored until it is opened again after there is room.</summary>
internal sealed class FailingJournal(MemoryJournal inner) : IJournal
{
    private TaskCompletionSource? room;
    private bool broken;

    /// <summary>How many records it could not store.</summary>
    public int Failures { get; private set; }

    public long Run => inner.Run;

    public void Fill() => room = new TaskCompletionSource();

    public void MakeRoom()
    {
        var waiting = room;
        room = null;
        waiting?.SetResult();
    }

    public void Append(StreamId stream, ReadOnlySpan<byte> record, IDurable? then)
    {
        broken |= room is not null;
        if (!broken)
        {
            inner.Append(stream, record, then);
            return;
        }

        Failures++;
        then?.NotStored(new IOException("The disk is full."));
    }

    public void Behind(IDurable then)
    {
        if (broken) then.NotStored(new IOException("The disk is full."));
        else inner.Behind(then);
    }

    public void Close(StreamId stream)
    {
        if (!broken) inner.Close(stream);
    }

    public IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(StreamId stream, CancellationToken cancellationToken) => inner.ReadAsync(stream, cancellationToken);

    public IAsyncEnumerable<StreamInfo> StreamsAsync(bool onlyOpen, CancellationToken cancellationToken) => inner.StreamsAsync(onlyOpen, cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>?> ReadLastAsync(CancellationToken cancellationToken) => inner.ReadLastAsync(cancellationToken);

    public ValueTask FlushAsync() => inner.FlushAsync();

    public async Task ReopenAsync(CancellationToken cancellationToken)
    {
        if (room is not null) await room.Task;
        broken = false;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
