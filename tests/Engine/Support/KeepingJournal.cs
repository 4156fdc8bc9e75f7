using System.Runtime.CompilerServices;
using System.Text;
using ScriptChat.Journal;

namespace ScriptChat.Engine.Tests.Support;

/// <summary>Keeps all records, also those of streams that are closed, and fails when told to.</summary>
internal sealed class KeepingJournal : IJournal
{
    private readonly StringBuilder all = new();

    public bool Fails { get; set; }

    public bool Keeps { get; init; } = true;

    public string Text => all.ToString();

    public void Append(StreamId stream, ReadOnlySpan<byte> record, IDurable? then)
    {
        if (Fails)
        {
            then?.NotStored(new IOException("The disk is full."));
            return;
        }

        all.Append(stream).Append(' ').AppendLine(Encoding.UTF8.GetString(record));
        then?.Stored();
    }

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(StreamId stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield break;
    }

    public long Run => 1;

    public async IAsyncEnumerable<StreamInfo> StreamsAsync(bool onlyOpen, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield break;
    }

    public ValueTask<ReadOnlyMemory<byte>?> ReadLastAsync(CancellationToken cancellationToken) => ValueTask.FromResult<ReadOnlyMemory<byte>?>(null);

    public ValueTask FlushAsync() => ValueTask.CompletedTask;

    public Task ReopenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Behind(IDurable then) => then.Stored();

    public void Close(StreamId stream)
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
