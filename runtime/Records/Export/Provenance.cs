using System.Text.Json;
using ScriptChat.Records.Transcripts;

namespace ScriptChat.Records.Export;

/// <summary>Where what is exported comes from: the same fields in all forms of JSON.</summary>
internal static class Provenance
{
    /// <summary>The version of the fields' names and meanings.</summary>
    public const int Schema = 1;

    /// <summary>Of a conversation.</summary>
    public static void Write(Utf8JsonWriter json, ConversationTranscript transcript)
    {
        json.WriteNumber("schema", Schema);
        json.Text("conversation", transcript.Id.Value);
        json.Text("task", transcript.Task);
        json.Text("world", transcript.World);
        json.WriteString("kind", Name(transcript.Kind));
        json.Text("version", transcript.Version);
        if (transcript.BranchOf is { } origin)
        {
            json.Text("branch_of", origin.Value);
            json.WriteNumber("branch_event", transcript.BranchEvent!.Value);
        }

        json.WriteNumber("run", transcript.Run);
        json.Time("begun", transcript.Begun);
        json.Time("ended", transcript.Ended);
        json.Text("outcome", transcript.Outcome);
        json.WriteStartArray("people");
        foreach (var person in transcript.People)
        {
            json.WriteStartObject();
            json.WriteNumber("place", person.Place);
            json.Text("id", person.Speaker);
            json.Text("person", person.Person.Value);
            json.Text("outcome", person.Outcome);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Of a turn, within an object of its own.</summary>
    public static void Write(Utf8JsonWriter json, ConversationTranscript transcript, TranscriptTurn turn)
    {
        json.WriteNumber("turn", turn.Number);
        json.WriteNumber("event", turn.Event);
        json.Time("time", turn.Time);
        json.WriteString("kind", Name(turn.Kind));
        json.Text("person", turn.Person?.Value);
        json.WriteStartArray("shown_to");
        foreach (var place in turn.ShownTo) json.WriteNumberValue(place);
        json.WriteEndArray();
        if (turn.Latency is { } latency) json.WriteNumber("latency_ms", (long)latency.TotalMilliseconds);
        else json.WriteNull("latency_ms");
        if (turn.QuickReplies.Count > 0) json.Texts("quick_replies", turn.QuickReplies);
        if (turn.Payload is not null) json.Text("payload", turn.Payload);
        if (turn.PayloadUrl is not null) json.Text("payload_url", turn.PayloadUrl);
        if (!turn.Taken) json.WriteBoolean("taken", false);
        if (turn.Feedback.Count > 0)
        {
            json.WritePropertyName("feedback");
            FeedbackJson.Write(json, transcript, turn);
        }

        json.Text("version", turn.Version);
        json.WriteNumber("run", turn.Run);
    }

    /// <summary>How a kind is written.</summary>
    public static string Name(ConversationKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>How a kind is written.</summary>
    public static string Name(TurnKind kind) => kind.ToString().ToLowerInvariant();
}
