using ScriptChat.Journal;

namespace ScriptChat.Engine.Tests.Support;

/// <summary>A journal whose disk takes its time: nothing is durable until the test says so.</summary>
internal sealed class SlowJournal : IJournal
{
    private readonly MemoryJournal inner = new();
    private readonly Queue<IDurable> waiting = new();

    public long Run => inner.Run;

    /// <summary>All that was appended is durable.</summary>
    public void Store()
    {
        while (waiting.TryDequeue(out var then)) then.Stored();
    }

    public void Append(StreamId stream, ReadOnlySpan<byte> record, IDurable? then)
    {
        inner.Append(stream, record, null);
        waiting.Enqueue(then ?? Nobody.Instance);
    }

    public void Behind(IDurable then)
    {
        if (waiting.Count == 0) then.Stored();
        else waiting.Enqueue(then);
    }

    public void Close(StreamId stream) => inner.Close(stream);

    public IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(StreamId stream, CancellationToken cancellationToken) => inner.ReadAsync(stream, cancellationToken);

    public IAsyncEnumerable<StreamInfo> StreamsAsync(bool onlyOpen, CancellationToken cancellationToken) => inner.StreamsAsync(onlyOpen, cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>?> ReadLastAsync(CancellationToken cancellationToken) => inner.ReadLastAsync(cancellationToken);

    public ValueTask FlushAsync() => inner.FlushAsync();

    public Task ReopenAsync(CancellationToken cancellationToken) => inner.ReopenAsync(cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Nobody : IDurable
    {
        public static readonly Nobody Instance = new();

        public void Stored()
        {
        }

        public void NotStored(Exception error)
        {
        }
    }
}
