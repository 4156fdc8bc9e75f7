using ScriptChat.Diagnostics;
using ScriptChat.Records.Files;
using ScriptChat.Records.Transcripts;

namespace ScriptChat.Records.Export;

/// <summary>Writes conversations for others to read. One at a time is in memory, however many there are.</summary>
public static class Exporter
{
    private const string Lines = ".jsonl";

    /// <summary>Writes to a stream, which stays open.</summary>
    /// <param name="transcripts">The conversations.</param>
    /// <param name="output">Where to.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RecordException">The form is not one for a single stream.</exception>
    public static Task<ExportCount> WriteAsync(
        IAsyncEnumerable<ConversationTranscript> transcripts, Stream output, ExportOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Format == ExportFormat.Parlai) throw new RecordException(RecordCodes.NeedsFile, $"{RecordCodes.NeedsFile.Title}; give --out NAME.jsonl, and NAME.metadata is written beside it");
        return WriteAsync(transcripts, NewWriter(output, options), cancellationToken);
    }

    /// <summary>Writes to a file that is not there yet. It is there whole at the end, or not at all.</summary>
    /// <param name="transcripts">The conversations.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RecordException">The file is there already or can't be written.</exception>
    public static async Task<ExportCount> WriteAsync(
        IAsyncEnumerable<ConversationTranscript> transcripts, string path, ExportOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            await using var file = NewFile.Create(path);
            if (options.Format != ExportFormat.Parlai)
            {
                var count = await WriteAsync(transcripts, NewWriter(file.Stream, options), cancellationToken);
                await file.FinishAsync();
                return count;
            }

            if (!string.Equals(Path.GetExtension(path), Lines, StringComparison.Ordinal))
                throw new RecordException(RecordCodes.NeedsFile, "ParlAI's reader looks for a file whose name ends with .jsonl, and for another with .metadata; give --out NAME.jsonl", path);
            var beside = Path.ChangeExtension(path, ".metadata");
            await using var metadata = NewFile.Create(beside);
            var writer = new ParlaiWriter(file.Stream, metadata.Stream, Path.GetFileName(beside), options);
            var written = await WriteAsync(transcripts, writer, cancellationToken);
            // Conversations without their metadata can't be read; metadata alone harms nobody.
            await metadata.FinishAsync();
            await file.FinishAsync();
            return written;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw NewFile.Unwritable(path, error);
        }
    }

    private static ITranscriptWriter NewWriter(Stream output, ExportOptions options) => options.Format switch
    {
        ExportFormat.Messages => new MessagesWriter(output, options.Assistant),
        ExportFormat.Csv => new CsvTranscriptWriter(output),
        ExportFormat.Rows => new RowsWriter(output),
        _ => throw new ArgumentOutOfRangeException(nameof(options)),
    };

    private static async Task<ExportCount> WriteAsync(IAsyncEnumerable<ConversationTranscript> transcripts, ITranscriptWriter writer, CancellationToken cancellationToken)
    {
        await using var _ = writer;
        var (conversations, items) = (0, 0);
        await foreach (var transcript in transcripts.WithCancellation(cancellationToken))
        {
            items += await writer.WriteAsync(transcript, cancellationToken);
            conversations++;
        }

        return new ExportCount(conversations, items);
    }

}
