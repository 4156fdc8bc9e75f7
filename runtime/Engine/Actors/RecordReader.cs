using System.Text.Json;
using ScriptChat.Engine.Letters;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Actors;

/// <summary>Reads by hand what <see cref="StepRecord"/> writes by hand: the records that each word makes. A start reads hundreds of
/// thousands of them, and the serializer takes three times as long. Whatever is not of their form is left to it.</summary>
internal static class RecordReader
{
    // A stream's records name the same few over and over.
    [ThreadStatic] private static string?[]? names;

    /// <summary>Reads a record.</summary>
    /// <returns>The step; null when the serializer has to read it.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static RecordedStep? TryRead(ReadOnlySpan<byte> record)
    {
        var json = new Utf8JsonReader(record);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return null;
        var step = new RecordedStep();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (!Property(ref json, step)) return null;
        }

        return json.TokenType == JsonTokenType.EndObject && !json.Read() ? step : null;
    }

    private static bool Property(ref Utf8JsonReader json, RecordedStep step)
    {
        if (json.ValueTextEquals("at"u8)) step.At = Number(ref json);
        else if (json.ValueTextEquals("up"u8)) step.Up = Number(ref json);
        else if (json.ValueTextEquals("from"u8)) step.From = Name(ref json);
        else if (json.ValueTextEquals("number"u8)) step.Number = Number(ref json);
        else if (json.ValueTextEquals("took"u8)) step.Took = Flag(ref json);
        else if (json.ValueTextEquals("ended"u8)) step.Ended = Flag(ref json);
        else if (json.ValueTextEquals("in"u8)) return (step.In = Letter(ref json)) is not null;
        else if (json.ValueTextEquals("arrival"u8)) return (step.Arrival = Said(ref json)) is not null;
        else if (json.ValueTextEquals("sent"u8)) return (step.Sent = Sent(ref json)!) is not null;
        else if (json.ValueTextEquals("shown"u8)) return (step.Shown = Shown(ref json)!) is not null;
        else return false;
        return true;
    }

    private static Letter? Letter(ref Utf8JsonReader json)
    {
        if (!Begins(ref json) || !json.ValueTextEquals("letter"u8)) return null;
        json.Read();
        if (json.ValueTextEquals("told"u8)) return Told(ref json);
        return json.ValueTextEquals("spoke"u8) ? Spoke(ref json) : null;
    }

    private static Told? Told(ref Utf8JsonReader json)
    {
        string? conversation = null;
        Message? message = null;
        long index = 0, taken = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("conversation"u8)) conversation = Value(ref json);
            else if (json.ValueTextEquals("index"u8)) index = Number(ref json);
            else if (json.ValueTextEquals("message"u8)) message = Words(ref json);
            else if (json.ValueTextEquals("taken"u8)) taken = Number(ref json);
            else return null;
        }

        return conversation is null || message is null ? null : new Told(new ConversationId(conversation), index, message, taken);
    }

    private static Spoke? Spoke(ref Utf8JsonReader json)
    {
        string? person = null;
        Message? message = null;
        long number = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("person"u8)) person = Value(ref json);
            else if (json.ValueTextEquals("number"u8)) number = Number(ref json);
            else if (json.ValueTextEquals("message"u8)) message = Words(ref json);
            else return null;
        }

        return person is null || message is null ? null : new Spoke(new PersonId(person), number, message);
    }

    // A message of words alone; any other is the serializer's.
    private static Message? Words(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject) return null;
        string id = "", text = "";
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("id"u8)) id = Name(ref json) ?? "";
            else if (json.ValueTextEquals("text"u8)) text = Text(ref json) ?? "";
            else return null;
        }

        return new Message { Id = id, Text = text };
    }

    private static string? Value(ref Utf8JsonReader json)
    {
        if (!Begins(ref json) || !json.ValueTextEquals("value"u8)) return null;
        var value = Name(ref json);
        return json.Read() && json.TokenType == JsonTokenType.EndObject ? value : null;
    }

    private static RecordedArrival? Said(ref Utf8JsonReader json)
    {
        if (!Begins(ref json) || !json.ValueTextEquals("kind"u8)) return null;
        json.Read();
        if (!json.ValueTextEquals("Said"u8)) return null;
        string? id = null, text = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("id"u8)) id = Text(ref json);
            else if (json.ValueTextEquals("text"u8)) text = Text(ref json);
            else return null;
        }

        return new RecordedArrival(nameof(Messages.Said), 0, 0, false, id, text, null, null, 0, null);
    }

    private static List<RecordedSend>? Sent(ref Utf8JsonReader json)
    {
        List<RecordedSend> sends = new(1);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            string? to = null;
            Letter? letter = null;
            long number = 0;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("to"u8)) to = Name(ref json);
                else if (json.ValueTextEquals("number"u8)) number = Number(ref json);
                else if (json.ValueTextEquals("letter"u8) && Letter(ref json) is { } read) letter = read;
                else return null;
            }

            if (to is null || letter is null) return null;
            sends.Add(new RecordedSend(to, number, letter));
        }

        return sends;
    }

    private static List<RecordedShow>? Shown(ref Utf8JsonReader json)
    {
        List<RecordedShow> shows = new(1);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            long seq = 0;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (!json.ValueTextEquals("seq"u8)) return null;
                seq = Number(ref json);
            }

            shows.Add(new RecordedShow(seq, null));
        }

        return shows;
    }

    // At the first property of an object.
    private static bool Begins(ref Utf8JsonReader json) =>
        json.Read() && json.TokenType == JsonTokenType.StartObject && json.Read() && json.TokenType == JsonTokenType.PropertyName;

    private static long Number(ref Utf8JsonReader json)
    {
        return json.Read() && json.TokenType == JsonTokenType.Number ? json.GetInt64() : throw Odd();
    }

    private static bool Flag(ref Utf8JsonReader json)
    {
        return json.Read() && json.TokenType is JsonTokenType.True or JsonTokenType.False ? json.GetBoolean() : throw Odd();
    }

    private static string? Text(ref Utf8JsonReader json)
    {
        return json.Read() && json.TokenType is JsonTokenType.String or JsonTokenType.Null ? json.GetString() : throw Odd();
    }

    private static string? Name(ref Utf8JsonReader json)
    {
        if (json.Read() && json.TokenType == JsonTokenType.Null) return null;
        if (json.TokenType != JsonTokenType.String) throw Odd();
        var known = names ??= new string?[8];
        // By length: the ids of people, of conversations and of speakers seldom have the same.
        ref var slot = ref known[json.ValueSpan.Length & 7];
        return slot is not null && json.ValueTextEquals(slot) ? slot : slot = json.GetString();
    }

    private static JsonException Odd() => new("The record is none of ours.");
}
