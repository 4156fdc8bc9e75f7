using System.Buffers;
using System.Text.Json;
using ScriptChat.Engine.Letters;
using ScriptChat.Messages;
using ScriptChat.Worlds;

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
        var json = writer ??= new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.Reset(output);
        json.WriteStartObject();
        json.WriteNumber("at"u8, step.Now.ToUnixTimeMilliseconds());
        json.WriteNumber("up"u8, (long)step.Running.TotalMilliseconds);
        if (step.Cause.Number != 0)
        {
            WriteId(json, "from"u8, step.Cause.From);
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
            WriteLetter(json, step.Cause.Letter);
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

    // As ActorId.ToString, without making a string of it.
    private static void WriteId(Utf8JsonWriter json, ReadOnlySpan<byte> name, ActorId id)
    {
        if (id.Name.Length > 126)
        {
            json.WriteString(name, id.ToString());
            return;
        }

        Span<char> text = stackalloc char[128];
        text[0] = id.Kind;
        text[1] = '/';
        id.Name.CopyTo(text[2..]);
        json.WriteString(name, text[..(id.Name.Length + 2)]);
    }

    // The two letters that each word makes are written by hand, as the serializer would: it takes three times as long.
    private static void WriteLetter(Utf8JsonWriter json, Letter letter)
    {
        switch (letter)
        {
            case Spoke { Message: { } message } spoke when IsPlain(message):
                json.WriteStartObject();
                json.WriteString("letter"u8, "spoke"u8);
                WriteValue(json, "person"u8, spoke.Person.Value);
                json.WriteNumber("number"u8, spoke.Number);
                WriteMessage(json, message);
                json.WriteEndObject();
                break;
            case Told { Message: { } message } told when IsPlain(message):
                json.WriteStartObject();
                json.WriteString("letter"u8, "told"u8);
                WriteValue(json, "conversation"u8, told.Conversation.Value);
                if (told.Index != 0) json.WriteNumber("index"u8, told.Index);
                WriteMessage(json, message);
                if (told.Taken != 0) json.WriteNumber("taken"u8, told.Taken);
                json.WriteEndObject();
                break;
            default:
                JsonSerializer.Serialize(json, letter, EngineJson.Default.Letter);
                break;
        }
    }

    private static bool IsPlain(Message message) =>
        message is { QuickReplies: null, Payload: null, PersonaId: null, EpisodeDone: false, ReportSender: null, StickerSender: null };

    private static void WriteMessage(Utf8JsonWriter json, Message message)
    {
        json.WriteStartObject("message"u8);
        json.WriteString("id"u8, message.Id);
        json.WriteString("text"u8, message.Text);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, ReadOnlySpan<byte> name, string value)
    {
        json.WriteStartObject(name);
        json.WriteString("value"u8, value);
        json.WriteEndObject();
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
            WriteId(json, "to"u8, to);
            json.WriteNumber("number"u8, number);
            json.WritePropertyName("letter"u8);
            WriteLetter(json, letter);
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

    private static void WritePayload(Utf8JsonWriter json, Payload payload)
    {
        json.WriteString("payload"u8, payload.Type);
        // A reference is short; content would stand here twice.
        if (payload.Data is not null) return;
        json.WritePropertyName("attached"u8);
        JsonSerializer.Serialize(json, payload, EngineJson.Default.Payload);
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
                if (connected is { Resume: true, LastSeen: { } last }) json.WriteNumber("seq"u8, last);
                break;
            case Said said:
                if (said.ClientId is not null) json.WriteString("id"u8, said.ClientId);
                if (!secret) json.WriteString("text"u8, said.Text);
                if (!secret && said.Payload is not null) WritePayload(json, said.Payload);
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
