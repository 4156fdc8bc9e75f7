using System.Buffers;
using System.Text.Json;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Actors;

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
        json.WriteNumber(Names.At, step.Now.ToUnixTimeMilliseconds());
        json.WriteNumber(Names.Up, (long)step.Running.TotalMilliseconds);
        if (step.Cause.Number != 0)
        {
            WriteId(json, Names.From, step.Cause.From);
            json.WriteNumber(Names.Number, step.Cause.Number);
        }

        if (step.Cause.Letter is Begin or ServiceResumed) json.WriteNumber(Names.Run, run);
        if (step.Cause.Letter is Arrived arrived)
        {
            WriteArrival(json, arrived.Arrival, step.Secret, run);
        }
        else
        {
            json.WritePropertyName(Names.In);
            WriteLetter(json, step.Cause.Letter);
        }

        WriteSends(json, step);
        WriteEffects(json, step);
        if (step.Saved.Count > 0)
        {
            json.WriteStartArray(Names.Saved);
            foreach (var row in step.Saved) json.WriteRawValue(row, skipInputValidation: true);
            json.WriteEndArray();
        }

        step.Actor.Describe(json, step);
        if (step.Actor.Ended) json.WriteBoolean(Names.Ended, true);
        json.WriteEndObject();
        json.Flush();
        return output.WrittenSpan;
    }

    // As ActorId.ToString, without making a string of it.
    private static void WriteId(Utf8JsonWriter json, JsonEncodedText name, ActorId id)
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
                json.WriteString(Names.Letter, Names.Spoke);
                WriteValue(json, Names.Person, spoke.Person.Value);
                json.WriteNumber(Names.Number, spoke.Number);
                WriteMessage(json, message);
                json.WriteEndObject();
                break;
            case Told { Message: { } message } told when IsPlain(message):
                json.WriteStartObject();
                json.WriteString(Names.Letter, Names.Told);
                WriteValue(json, Names.Conversation, told.Conversation.Value);
                if (told.Index != 0) json.WriteNumber(Names.Index, told.Index);
                WriteMessage(json, message);
                if (told.Taken != 0) json.WriteNumber(Names.Taken, told.Taken);
                json.WriteEndObject();
                break;
            default:
                JsonSerializer.Serialize(json, letter, LetterJson.Default.Letter);
                break;
        }
    }

    private static bool IsPlain(Message message) =>
        message is { QuickReplies: null, Payload: null, PersonaId: null, EpisodeDone: false, ReportSender: null, StickerSender: null };

    private static void WriteMessage(Utf8JsonWriter json, Message message)
    {
        json.WriteStartObject(Names.Message);
        json.WriteString(Names.Id, message.Id);
        json.WriteString(Names.Text, message.Text);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, JsonEncodedText name, string value)
    {
        json.WriteStartObject(name);
        json.WriteString(Names.Value, value);
        json.WriteEndObject();
    }

    private static void WriteSends(Utf8JsonWriter json, Step step)
    {
        var any = false;
        foreach (var (to, number, letter) in step.Sends)
        {
            if (number == 0) continue;
            if (!any) json.WriteStartArray(Names.Sent);
            any = true;
            json.WriteStartObject();
            WriteId(json, Names.To, to);
            json.WriteNumber(Names.Number, number);
            json.WritePropertyName(Names.Letter);
            WriteLetter(json, letter);
            json.WriteEndObject();
        }

        if (any) json.WriteEndArray();
    }

    private static void WriteEffects(Utf8JsonWriter json, Step step)
    {
        if (step.Effects.Count == 0) return;
        json.WriteStartArray(Names.Effects);
        foreach (var effect in step.Effects)
        {
            json.WriteStartObject();
            if (effect.Number != 0) json.WriteNumber(Names.Number, effect.Number);
            json.WriteString(Names.Name, effect.Name);
            if (effect.Request is not null) json.WriteString(Names.Request, effect.Request);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePayload(Utf8JsonWriter json, Payload payload)
    {
        json.WriteString(Names.Payload, payload.Type);
        // A reference is short; content would stand here twice.
        if (payload.Data is not null) return;
        json.WritePropertyName(Names.Attached);
        JsonSerializer.Serialize(json, payload, LetterJson.Default.Payload);
    }

    private static void WriteArrival(Utf8JsonWriter json, Arrival arrival, bool secret, long run)
    {
        json.WriteStartObject(Names.Arrival);
        json.WriteString(Names.Kind, arrival.GetType().Name);
        switch (arrival)
        {
            case Connected connected:
                json.WriteNumber(Names.Connection, connected.Connection);
                json.WriteNumber(Names.Run, run);
                json.WriteBoolean(Names.Keeps, connected.Keeps);
                if (connected is { Resume: true, LastSeen: { } last }) json.WriteNumber(Names.Seq, last);
                break;
            case Said said:
                if (said.ClientId is not null) json.WriteString(Names.Id, said.ClientId);
                if (!secret) json.WriteString(Names.Text, said.Message.Text);
                if (!secret && said.Message.Payload is not null) WritePayload(json, said.Message.Payload);
                break;
            case Received received:
                json.WriteNumber(Names.Seq, received.Seq);
                break;
            case Judged judged:
                json.WriteNumber(Names.Seq, judged.Seq);
                json.WritePropertyName(Names.Content);
                judged.Content.WriteTo(json);
                break;
        }

        json.WriteEndObject();
    }

    // Encoded once: the writer would look through each for what must be escaped, for each record.
    private static class Names
    {
        public static readonly JsonEncodedText Arrival = JsonEncodedText.Encode("arrival"u8);
        public static readonly JsonEncodedText At = JsonEncodedText.Encode("at"u8);
        public static readonly JsonEncodedText Attached = JsonEncodedText.Encode("attached"u8);
        public static readonly JsonEncodedText Connection = JsonEncodedText.Encode("connection"u8);
        public static readonly JsonEncodedText Content = JsonEncodedText.Encode("content"u8);
        public static readonly JsonEncodedText Conversation = JsonEncodedText.Encode("conversation"u8);
        public static readonly JsonEncodedText Effects = JsonEncodedText.Encode("effects"u8);
        public static readonly JsonEncodedText Ended = JsonEncodedText.Encode("ended"u8);
        public static readonly JsonEncodedText From = JsonEncodedText.Encode("from"u8);
        public static readonly JsonEncodedText Id = JsonEncodedText.Encode("id"u8);
        public static readonly JsonEncodedText In = JsonEncodedText.Encode("in"u8);
        public static readonly JsonEncodedText Index = JsonEncodedText.Encode("index"u8);
        public static readonly JsonEncodedText Keeps = JsonEncodedText.Encode("keeps"u8);
        public static readonly JsonEncodedText Kind = JsonEncodedText.Encode("kind"u8);
        public static readonly JsonEncodedText Letter = JsonEncodedText.Encode("letter"u8);
        public static readonly JsonEncodedText Message = JsonEncodedText.Encode("message"u8);
        public static readonly JsonEncodedText Name = JsonEncodedText.Encode("name"u8);
        public static readonly JsonEncodedText Number = JsonEncodedText.Encode("number"u8);
        public static readonly JsonEncodedText Payload = JsonEncodedText.Encode("payload"u8);
        public static readonly JsonEncodedText Person = JsonEncodedText.Encode("person"u8);
        public static readonly JsonEncodedText Request = JsonEncodedText.Encode("request"u8);
        public static readonly JsonEncodedText Run = JsonEncodedText.Encode("run"u8);
        public static readonly JsonEncodedText Saved = JsonEncodedText.Encode("saved"u8);
        public static readonly JsonEncodedText Sent = JsonEncodedText.Encode("sent"u8);
        public static readonly JsonEncodedText Seq = JsonEncodedText.Encode("seq"u8);
        public static readonly JsonEncodedText Spoke = JsonEncodedText.Encode("spoke"u8);
        public static readonly JsonEncodedText Taken = JsonEncodedText.Encode("taken"u8);
        public static readonly JsonEncodedText Text = JsonEncodedText.Encode("text"u8);
        public static readonly JsonEncodedText To = JsonEncodedText.Encode("to"u8);
        public static readonly JsonEncodedText Told = JsonEncodedText.Encode("told"u8);
        public static readonly JsonEncodedText Up = JsonEncodedText.Encode("up"u8);
        public static readonly JsonEncodedText Value = JsonEncodedText.Encode("value"u8);
    }
}
