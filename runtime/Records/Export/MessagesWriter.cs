using ScriptChat.Records.Transcripts;

namespace ScriptChat.Records.Export;

/// <summary>Writes conversations as chat messages with roles.</summary>
/// <param name="output">Where to.</param>
/// <param name="assistant">The speaker who is the assistant; null for the world and its models.</param>
internal sealed class MessagesWriter(Stream output, string? assistant) : ITranscriptWriter
{
    private readonly JsonLines lines = new(output);

    /// <inheritdoc />
    public async Task<int> WriteAsync(ConversationTranscript transcript, CancellationToken cancellationToken)
    {
        var json = lines.Begin();
        json.WriteStartArray("messages");
        foreach (var turn in transcript.Turns)
        {
            json.WriteStartObject();
            json.WriteString("role", IsAssistant(turn) ? "assistant" : "user");
            json.Text("content", turn.Text);
            if (turn.Speaker.Length > 0) json.Text("name", turn.Speaker);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Provenance.Write(json, transcript);
        json.WriteStartArray("turns");
        foreach (var turn in transcript.Turns)
        {
            json.WriteStartObject();
            Provenance.Write(json, transcript, turn);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        await lines.EndAsync(cancellationToken);
        return transcript.Turns.Count;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => lines.DisposeAsync();

    private bool IsAssistant(TranscriptTurn turn) => assistant is null ? turn.Kind == TurnKind.World : turn.Speaker == assistant;
}
