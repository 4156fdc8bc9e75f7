using System.Runtime.CompilerServices;
using ScriptChat.Actors.Letters;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Actors.Recorded;

/// <summary>Reads by hand what <see cref="StepRecord"/> writes by hand: the records that each word makes. A start reads hundreds of
/// thousands of them, and the serializer takes many times as long. Whatever is not of their form is left to it.</summary>
internal static class RecordReader
{
    /// <summary>Reads a record.</summary>
    /// <returns>The step; null when the serializer has to read it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RecordedStep? TryRead(ReadOnlySpan<byte> record)
    {
        var json = new RecordCursor(record);
        json.Needs((byte)'{');
        var step = new RecordedStep();
        var isFirst = true;
        while (json.Property(ref isFirst, out var name)) Property(ref json, name, step);
        return json.Failed || !json.AtEnd ? null : step;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Property(ref RecordCursor json, scoped ReadOnlySpan<byte> name, RecordedStep step)
    {
        if (name.SequenceEqual("at"u8)) step.At = json.Number();
        else if (name.SequenceEqual("up"u8)) step.Up = json.Number();
        else if (name.SequenceEqual("from"u8)) step.From = json.Often();
        else if (name.SequenceEqual("number"u8)) step.Number = json.Number();
        else if (name.SequenceEqual("in"u8)) step.In = Letter(ref json);
        else if (name.SequenceEqual("sent"u8)) step.Sent = Sent(ref json);
        else if (name.SequenceEqual("shown"u8)) step.Shown = Shown(ref json);
        else if (name.SequenceEqual("arrival"u8)) step.Arrival = Said(ref json);
        else if (name.SequenceEqual("took"u8)) step.Took = json.Flag();
        else if (name.SequenceEqual("ended"u8)) step.Ended = json.Flag();
        else json.Fail();
    }

    private static Letter? Letter(ref RecordCursor json)
    {
        json.Needs((byte)'{');
        var isFirst = true;
        if (json.Property(ref isFirst, out var name) && name.SequenceEqual("letter"u8))
        {
            switch (json.Often())
            {
                case "told": return Told(ref json);
                case "spoke": return Spoke(ref json);
            }
        }

        json.Fail();
        return null;
    }

    // Behind its first property, as Spoke.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Told? Told(ref RecordCursor json)
    {
        string? conversation = null;
        Message? message = null;
        long index = 0, taken = 0;
        var isFirst = false;
        while (json.Property(ref isFirst, out var name))
        {
            if (name.SequenceEqual("conversation"u8)) conversation = Value(ref json);
            else if (name.SequenceEqual("index"u8)) index = json.Number();
            else if (name.SequenceEqual("message"u8)) message = Words(ref json);
            else if (name.SequenceEqual("taken"u8)) taken = json.Number();
            else json.Fail();
        }

        if (conversation is not null && message is not null) return new Told(new ConversationId(conversation), index, message, taken);
        json.Fail();
        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Spoke? Spoke(ref RecordCursor json)
    {
        string? person = null;
        Message? message = null;
        long number = 0;
        var isFirst = false;
        while (json.Property(ref isFirst, out var name))
        {
            if (name.SequenceEqual("person"u8)) person = Value(ref json);
            else if (name.SequenceEqual("number"u8)) number = json.Number();
            else if (name.SequenceEqual("message"u8)) message = Words(ref json);
            else json.Fail();
        }

        if (person is not null && message is not null) return new Spoke(new PersonId(person), number, message);
        json.Fail();
        return null;
    }

    // A message of words alone; any other is the serializer's.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Message Words(ref RecordCursor json)
    {
        json.Needs((byte)'{');
        string id = "", text = "";
        var isFirst = true;
        while (json.Property(ref isFirst, out var name))
        {
            if (name.SequenceEqual("id"u8)) id = json.Often() ?? "";
            else if (name.SequenceEqual("text"u8)) text = json.Text() ?? "";
            else json.Fail();
        }

        return new Message { Id = id, Text = text };
    }

    private static string? Value(ref RecordCursor json)
    {
        json.Needs((byte)'{');
        string? value = null;
        var isFirst = true;
        while (json.Property(ref isFirst, out var name))
        {
            if (name.SequenceEqual("value"u8)) value = json.Often();
            else json.Fail();
        }

        return value;
    }

    private static RecordedArrival? Said(ref RecordCursor json)
    {
        json.Needs((byte)'{');
        string? kind = null, id = null, text = null;
        var isFirst = true;
        while (json.Property(ref isFirst, out var name))
        {
            if (name.SequenceEqual("kind"u8)) kind = json.Often();
            else if (name.SequenceEqual("id"u8)) id = json.Text();
            else if (name.SequenceEqual("text"u8)) text = json.Text();
            else json.Fail();
        }

        if (kind == nameof(Messages.Said)) return new RecordedArrival(nameof(Messages.Said), 0, 0, false, id, text, null, null, 0, null);
        json.Fail();
        return null;
    }

    private static List<RecordedSend> Sent(ref RecordCursor json)
    {
        List<RecordedSend> sends = new(1);
        json.Needs((byte)'[');
        var isFirst = true;
        while (json.Item(ref isFirst))
        {
            string? to = null;
            Letter? letter = null;
            long number = 0;
            json.Needs((byte)'{');
            var isFirstOfIt = true;
            while (json.Property(ref isFirstOfIt, out var name))
            {
                if (name.SequenceEqual("to"u8)) to = json.Often();
                else if (name.SequenceEqual("number"u8)) number = json.Number();
                else if (name.SequenceEqual("letter"u8)) letter = Letter(ref json);
                else json.Fail();
            }

            if (to is null || letter is null) json.Fail();
            else sends.Add(new RecordedSend(to, number, letter));
        }

        return sends;
    }

    private static List<RecordedShow> Shown(ref RecordCursor json)
    {
        List<RecordedShow> shows = new(1);
        json.Needs((byte)'[');
        var isFirst = true;
        while (json.Item(ref isFirst))
        {
            var seq = 0L;
            json.Needs((byte)'{');
            var isFirstOfIt = true;
            while (json.Property(ref isFirstOfIt, out var name))
            {
                if (name.SequenceEqual("seq"u8)) seq = json.Number();
                else json.Fail();
            }

            shows.Add(new RecordedShow(seq, null));
        }

        return shows;
    }
}
