using System.Globalization;
using System.Text;
using CsvHelper;
using ScriptChat.Records.Transcripts;

namespace ScriptChat.Records.Export;

/// <summary>Writes conversations as a table with a row for each turn.</summary>
internal sealed class CsvTranscriptWriter : ITranscriptWriter
{
    private static readonly string[] Columns =
    [
        "conversation", "turn", "event", "time", "kind", "speaker", "person", "text", "quick_replies", "payload", "payload_url", "shown_to",
        "latency_ms", "taken", "task", "world", "version", "run", "begun", "ended", "outcome", "feedback",
    ];

    private readonly CsvWriter csv;
    private bool begun;

    public CsvTranscriptWriter(Stream output) =>
        csv = new CsvWriter(new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 14, leaveOpen: true), CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public async Task<int> WriteAsync(ConversationTranscript transcript, CancellationToken cancellationToken)
    {
        await BeginAsync();
        foreach (var turn in transcript.Turns)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var field in Fields(transcript, turn)) csv.WriteField(JsonText.Plain(field));
            await csv.NextRecordAsync();
        }

        return transcript.Turns.Count;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await BeginAsync();
        await csv.DisposeAsync();
    }

    private static IEnumerable<string> Fields(ConversationTranscript transcript, TranscriptTurn turn) =>
    [
        transcript.Id.Value, Number(turn.Number), Number(turn.Event), JsonParts.Timestamp(turn.Time), Provenance.Name(turn.Kind), turn.Speaker,
        turn.Person?.Value ?? "", turn.Text, turn.QuickReplies.Count == 0 ? "" : $"[{string.Join(',', turn.QuickReplies.Select(JsonText.Quote))}]",
        turn.Payload ?? "", turn.PayloadUrl ?? "", string.Join(' ', turn.ShownTo.Select(place => Number(place))),
        turn.Latency is { } latency ? Number((long)latency.TotalMilliseconds) : "", turn.Taken ? "true" : "false", transcript.Task, transcript.World,
        turn.Version ?? "", Number(turn.Run), JsonParts.Timestamp(transcript.Begun),
        transcript.Ended is { } ended ? JsonParts.Timestamp(ended) : "", transcript.Outcome ?? "", FeedbackJson.Of(transcript, turn),
    ];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    // Also a table without rows says what its columns are.
    private async Task BeginAsync()
    {
        if (begun) return;
        begun = true;
        foreach (var column in Columns) csv.WriteField(column);
        await csv.NextRecordAsync();
    }
}
