using System.Runtime.CompilerServices;

namespace ScriptChat.Journal;

/// <summary>A journal that lives as long as the process: for tests, measuring, and services that may forget.
/// A record is durable as soon as it is appended, which is as durable as it gets here.</summary>
/// <param name="keeps">Whether records are kept. A service that runs for long keeps none, as nothing reads them back.</param>
/// <param name="time">The clock. Default: the system's.</param>
public sealed class MemoryJournal(bool keeps = true, TimeProvider? time = null) : IJournal
{
    private readonly OrderedDictionary<StreamId, Stream> streams = [];
    private ReadOnlyMemory<byte>? last;

    /// <inheritdoc />
    public long Run { get; private set; } = 1;

    /// <inheritdoc />
    public bool Keeps => keeps;

    /// <summary>How many streams are open.</summary>
    public int OpenStreams
    {
        get
        {
            lock (streams) return streams.Values.Count(stream => stream.IsOpen);
        }
    }

    /// <summary>As if the process had ended and another had begun.</summary>
    public void Restart() => Run++;

    /// <inheritdoc />
    public void Append(StreamId stream, ReadOnlySpan<byte> record, IDurable? then)
    {
        if (keeps)
        {
            lock (streams)
            {
                if (!streams.TryGetValue(stream, out var known)) streams.Add(stream, known = new Stream((time ?? TimeProvider.System).GetUtcNow()));
                known.IsOpen = true;
                last = record.ToArray();
                known.Records.Add(last.Value);
            }
        }

        then?.Stored();
    }

    /// <inheritdoc />
    public void Behind(IDurable then)
    {
        ArgumentNullException.ThrowIfNull(then);
        then.Stored();
    }

    /// <inheritdoc />
    public void Close(StreamId stream)
    {
        lock (streams)
        {
            if (streams.TryGetValue(stream, out var known)) known.IsOpen = false;
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(StreamId stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte>[] copy;
        lock (streams) copy = streams.TryGetValue(stream, out var known) ? [.. known.Records] : [];
        foreach (var record in copy)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return record;
        }

        await Task.CompletedTask;
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<StreamInfo> StreamsAsync(bool onlyOpen, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StreamInfo[] copy;
        lock (streams) copy = [.. streams.Where(pair => pair.Value.IsOpen || !onlyOpen).Select(pair => new StreamInfo(pair.Key, pair.Value.IsOpen, pair.Value.Opened))];
        foreach (var stream in copy)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return stream;
        }

        await Task.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask<ReadOnlyMemory<byte>?> ReadLastAsync(CancellationToken cancellationToken)
    {
        lock (streams) return ValueTask.FromResult(last);
    }

    /// <inheritdoc />
    public ValueTask FlushAsync() => ValueTask.CompletedTask;

    /// <inheritdoc />
    public Task ReopenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Stream(DateTimeOffset opened)
    {
        public DateTimeOffset Opened => opened;

        public bool IsOpen { get; set; } = true;

        public List<ReadOnlyMemory<byte>> Records { get; } = [];
    }
}
