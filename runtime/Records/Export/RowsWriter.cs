using ScriptChat.Records.Transcripts;

namespace ScriptChat.Records.Export;

/// <summary>Writes what worlds saved: the task's dataset.</summary>
internal sealed class RowsWriter(Stream output) : ITranscriptWriter
{
    private readonly JsonLines lines = new(output);

    /// <inheritdoc />
    public async Task<int> WriteAsync(ConversationTranscript transcript, CancellationToken cancellationToken)
    {
        foreach (var row in transcript.Rows)
        {
            var json = lines.Begin();
            json.WritePropertyName("row");
            json.WriteRawValue(JsonText.OneLine(row.Value.GetRawText()), skipInputValidation: true);
            json.WriteNumber("schema", Provenance.Schema);
            json.Text("conversation", transcript.Id.Value);
            json.Text("task", transcript.Task);
            json.Text("world", transcript.World);
            json.WriteNumber("event", row.Event);
            json.Time("time", row.Time);
            json.Text("version", row.Version);
            json.WriteNumber("run", row.Run);
            await lines.EndAsync(cancellationToken);
        }

        return transcript.Rows.Count;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => lines.DisposeAsync();
}
