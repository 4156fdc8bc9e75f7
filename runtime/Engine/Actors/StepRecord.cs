using System.Buffers;
using System.Text.Json;
using ScriptChat.Engine.Letters;
using ScriptChat.Messages;

namespace ScriptChat.Engine.Actors;

/// <summary>A step as one record: the input and all it caused.</summary>
internal static class StepRecord
{
    [ThreadStatic] private static ArrayBufferWriter<byte>? buffer;
    [ThreadStatic] private static Utf8JsonWriter? writer;

    /// <summary>Writes the step.</summary>
    /// <returns>The bytes; valid until the thread writes the next.</returns>
    public static ReadOnlySpan<byte> Write(Step step)
    {
        var output = buffer ??= new ArrayBufferWriter<byte>(512);
        output.ResetWrittenCount();
        var json = writer ??= new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        json.Reset(output);
        json.WriteStartObject();
        json.WriteNumber("at"u8, step.Now.ToUnixTimeMilliseconds());
        if (step.Cause.Number != 0)
        {
            json.WriteString("from"u8, step.Cause.From.Name);
            json.WriteNumber("number"u8, step.Cause.Number);
        }

        json.WritePropertyName("in"u8);
        if (step.Cause.Letter is Arrived arrived) WriteArrival(json, arrived.Arrival, step.Secret);
        else JsonSerializer.Serialize(json, step.Cause.Letter, EngineJson.Default.Letter);
        WriteSends(json, step);
        WriteShown(json, step);
        if (step.EffectNames is { } names)
        {
            json.WriteStartArray("effects"u8);
            foreach (var name in names) json.WriteStringValue(name);
            json.WriteEndArray();
        }

        if (step.Saved.Count > 0)
        {
            json.WriteStartArray("saved"u8);
            foreach (var row in step.Saved) json.WriteRawValue(row, skipInputValidation: true);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.Flush();
        return output.WrittenSpan;
    }

    private static void WriteSends(Utf8JsonWriter json, Step step)
    {
        if (step.Sends.Count == 0) return;
        json.WriteStartArray("sent"u8);
        foreach (var (to, letter) in step.Sends)
        {
            json.WriteStartObject();
            json.WriteString("to"u8, to.Name);
            json.WritePropertyName("letter"u8);
            JsonSerializer.Serialize(json, letter, EngineJson.Default.Letter);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteShown(Utf8JsonWriter json, Step step)
    {
        if (step.Deliveries.Count == 0) return;
        json.WriteStartArray("shown"u8);
        foreach (var delivery in step.Deliveries)
        {
            if (delivery is not Shown shown) continue;
            json.WriteStartObject();
            json.WriteNumber("seq"u8, shown.Seq);
            // What a world told stands in the letter that caused the step; only the person's own notices are new words.
            if (step.Cause.Letter is not Told)
            {
                json.WritePropertyName("message"u8);
                JsonSerializer.Serialize(json, shown.Message, EngineJson.Default.Message);
            }
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteArrival(Utf8JsonWriter json, Arrival arrival, bool secret)
    {
        json.WriteStartObject();
        json.WriteString("kind"u8, arrival.GetType().Name);
        if (arrival is Said said)
        {
            if (said.ClientId is not null) json.WriteString("id"u8, said.ClientId);
            if (!secret) json.WriteString("text"u8, said.Text);
            if (!secret && said.Payload is not null) json.WriteString("payload"u8, said.Payload.Type);
        }

        if (arrival is Judged judged)
        {
            json.WriteNumber("seq"u8, judged.Seq);
            json.WritePropertyName("content"u8);
            judged.Content.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
