using System.Buffers;
using System.Text.Json;
using ScriptChat.Engine.Letters;
using ScriptChat.Messages;

namespace ScriptChat.Engine.Actors;

/// <summary>Writes a step as one record, which <see cref="RecordedStep"/> reads.</summary>
internal static class StepRecord
{
    [ThreadStatic] private static ArrayBufferWriter<byte>? buffer;
    [ThreadStatic] private static Utf8JsonWriter? writer;

    /// <summary>Writes the step.</summary>
    /// <param name="step">The step, its letters numbered.</param>
    /// <param name="run">The run of the service.</param>
    /// <returns>The bytes; valid until the thread writes the next.</returns>
    public static ReadOnlySpan<byte> Write(Step step, long run)
    {
        var output = buffer ??= new ArrayBufferWriter<byte>(512);
        output.ResetWrittenCount();
        var json = writer ??= new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        json.Reset(output);
        json.WriteStartObject();
        json.WriteNumber("at"u8, step.Now.ToUnixTimeMilliseconds());
        json.WriteNumber("up"u8, (long)step.Running.TotalMilliseconds);
        if (step.Cause.Number != 0)
        {
            json.WriteString("from"u8, step.Cause.From.ToString());
            json.WriteNumber("number"u8, step.Cause.Number);
        }

        if (step.Cause.Letter is Begin or ServiceResumed) json.WriteNumber("run"u8, run);
        if (step.Cause.Letter is Arrived arrived)
        {
            WriteArrival(json, arrived.Arrival, step.Secret, run);
        }
        else
        {
            json.WritePropertyName("in"u8);
            JsonSerializer.Serialize(json, step.Cause.Letter, EngineJson.Default.Letter);
        }

        WriteSends(json, step);
        WriteEffects(json, step);
        if (step.Saved.Count > 0)
        {
            json.WriteStartArray("saved"u8);
            foreach (var row in step.Saved) json.WriteRawValue(row, skipInputValidation: true);
            json.WriteEndArray();
        }

        step.Actor.Describe(json, step);
        if (step.Actor.Ended) json.WriteBoolean("ended"u8, true);
        json.WriteEndObject();
        json.Flush();
        return output.WrittenSpan;
    }

    private static void WriteSends(Utf8JsonWriter json, Step step)
    {
        var any = false;
        foreach (var (to, number, letter) in step.Sends)
        {
            if (number == 0) continue;
            if (!any) json.WriteStartArray("sent"u8);
            any = true;
            json.WriteStartObject();
            json.WriteString("to"u8, to.ToString());
            json.WriteNumber("number"u8, number);
            json.WritePropertyName("letter"u8);
            JsonSerializer.Serialize(json, letter, EngineJson.Default.Letter);
            json.WriteEndObject();
        }

        if (any) json.WriteEndArray();
    }

    private static void WriteEffects(Utf8JsonWriter json, Step step)
    {
        if (step.Effects.Count == 0) return;
        json.WriteStartArray("effects"u8);
        foreach (var effect in step.Effects)
        {
            json.WriteStartObject();
            if (effect.Number != 0) json.WriteNumber("number"u8, effect.Number);
            json.WriteString("name"u8, effect.Name);
            if (effect.Request is not null) json.WriteString("request"u8, effect.Request);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteArrival(Utf8JsonWriter json, Arrival arrival, bool secret, long run)
    {
        json.WriteStartObject("arrival"u8);
        json.WriteString("kind"u8, arrival.GetType().Name);
        switch (arrival)
        {
            case Connected connected:
                json.WriteNumber("connection"u8, connected.Connection);
                json.WriteNumber("run"u8, run);
                json.WriteBoolean("keeps"u8, connected.Keeps);
                break;
            case Said said:
                if (said.ClientId is not null) json.WriteString("id"u8, said.ClientId);
                if (!secret) json.WriteString("text"u8, said.Text);
                if (!secret && said.Payload is not null) json.WriteString("payload"u8, said.Payload.Type);
                break;
            case Received received:
                json.WriteNumber("seq"u8, received.Seq);
                break;
            case Judged judged:
                json.WriteNumber("seq"u8, judged.Seq);
                json.WritePropertyName("content"u8);
                judged.Content.WriteTo(json);
                break;
        }

        json.WriteEndObject();
    }
}
