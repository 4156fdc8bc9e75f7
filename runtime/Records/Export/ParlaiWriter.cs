using System.Text.Json;
using ScriptChat.Records.Transcripts;

namespace ScriptChat.Records.Export;

/// <summary>Writes conversations as ParlAI's <c>parlai/utils/conversations.py</c> reads them.</summary>
internal sealed class ParlaiWriter(Stream output, Stream metadata, string metadataName, ExportOptions options) : ITranscriptWriter
{
    private readonly JsonLines lines = new(output);
    private readonly SortedSet<string> speakers = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public async Task<int> WriteAsync(ConversationTranscript transcript, CancellationToken cancellationToken)
    {
        var json = lines.Begin();
        json.WriteStartArray("dialog");
        var parleys = Parleys(transcript.Turns);
        foreach (var parley in parleys)
        {
            json.WriteStartArray();
            foreach (var turn in parley) Write(json, transcript, turn, turn.Number == transcript.Turns.Count && transcript.Ended is not null);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("context");
        json.WriteEndArray();
        json.Text("metadata_path", metadataName);
        Provenance.Write(json, transcript);
        await lines.EndAsync(cancellationToken);
        return transcript.Turns.Count;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await lines.DisposeAsync();
        await using var file = new JsonLines(metadata);
        var json = file.Begin();
        json.WriteString("date", options.Time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteStartObject("opt");
        json.Text("task", options.TaskName);
        json.WriteEndObject();
        json.WriteBoolean("self_chat", false);
        json.Texts("speakers", speakers);
        json.WriteString("version", "0.1");
        json.WriteNumber("schema", Provenance.Schema);
        await file.EndAsync(CancellationToken.None);
    }

    /// <summary>Rounds: a new one begins where somebody speaks who has spoken in this one, and others after them.</summary>
    private static List<List<TranscriptTurn>> Parleys(IReadOnlyList<TranscriptTurn> turns)
    {
        List<List<TranscriptTurn>> parleys = [];
        foreach (var turn in turns)
        {
            if (parleys.Count == 0 || (parleys[^1][^1].Speaker != turn.Speaker && parleys[^1].Exists(before => before.Speaker == turn.Speaker))) parleys.Add([]);
            parleys[^1].Add(turn);
        }

        return parleys;
    }

    private void Write(Utf8JsonWriter json, ConversationTranscript transcript, TranscriptTurn turn, bool isLast)
    {
        speakers.Add(turn.Speaker);
        json.WriteStartObject();
        json.Text("id", turn.Speaker);
        json.Text("text", turn.Text);
        json.WriteBoolean("episode_done", isLast);
        Provenance.Write(json, transcript, turn);
        json.WriteEndObject();
    }
}
