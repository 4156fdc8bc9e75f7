using System.Text;
using System.Text.Json;
using ScriptChat.Records.Transcripts;

namespace ScriptChat.Records.Export;

/// <summary>What people said of a turn, as JSON.</summary>
internal static class FeedbackJson
{
    /// <summary>As a text for a table; empty for nothing.</summary>
    public static string Of(ConversationTranscript transcript, TranscriptTurn turn)
    {
        if (turn.Feedback.Count == 0) return "";
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { SkipValidation = true })) Write(json, transcript, turn);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>As a list. The fields of who and when come last, so that they are not taken for something that a client sent.</summary>
    public static void Write(Utf8JsonWriter json, ConversationTranscript transcript, TranscriptTurn turn)
    {
        json.WriteStartArray();
        foreach (var feedback in turn.Feedback)
        {
            json.WriteStartObject();
            foreach (var (name, value) in feedback.Content)
            {
                if (name is "place" or "person" or "time") continue;
                json.WritePropertyName(name);
                json.WriteRawValue(JsonText.OneLine(value?.ToJsonString() ?? "null"), skipInputValidation: true);
            }

            json.WriteNumber("place", feedback.Place);
            json.Text("person", transcript.People[feedback.Place].Person.Value);
            json.Time("time", feedback.Time);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
