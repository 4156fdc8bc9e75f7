using System.Runtime.CompilerServices;
using System.Text;
using ScriptChat.Journal;

namespace ScriptChat.Engine.Tests.Support;

/// <summary>Keeps all records, also those of streams that are closed, and fails when told to.</summary>
internal sealed class KeepingJournal : IJournal
{
    private readonly StringBuilder all = new();

    public bool Fails { get; set; }

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

    public void Close(StreamId stream)
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
