using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace ScriptChat.Actors.Recorded;

/// <summary>Goes through a record as <see cref="StepRecord"/> writes it: JSON without white space. Once something is otherwise, it has
/// <see cref="Failed"/>, and what it says from then on means nothing.</summary>
/// <remarks>A start reads hundreds of thousands of records within seconds, too few to pay for code that is compiled three times and counts
/// its own steps in between: what is big enough is compiled once and well.</remarks>
/// <param name="record">The record.</param>
internal ref struct RecordCursor(ReadOnlySpan<byte> record)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // A stream's records name the same few over and over.
    [ThreadStatic] private static string?[]? names;

    private ReadOnlySpan<byte> rest = record;

    /// <summary>Whether the record is not of the form.</summary>
    public bool Failed { get; private set; }

    /// <summary>Whether all has been read.</summary>
    public readonly bool AtEnd => rest.IsEmpty;

    /// <summary>Takes a byte that may come next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Takes(byte one)
    {
        if (rest.IsEmpty || rest[0] != one) return false;
        rest = rest[1..];
        return true;
    }

    /// <summary>Takes a byte that must come next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Needs(byte one)
    {
        if (!Takes(one)) Fail();
    }

    /// <summary>It is not of the form.</summary>
    public void Fail()
    {
        Failed = true;
        rest = default;
    }

    /// <summary>Goes to the next property of an object, or past its end.</summary>
    /// <param name="isFirst">True before the first; false from then on.</param>
    /// <param name="name">Its name.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Property(ref bool isFirst, out ReadOnlySpan<byte> name)
    {
        name = default;
        if (Takes((byte)'}')) return false;
        if (!isFirst) Needs((byte)',');
        isFirst = false;
        Needs((byte)'"');
        // Names are short.
        for (var length = 0; length < rest.Length; length++)
        {
            if (rest[length] != '"') continue;
            name = rest[..length];
            rest = rest[(length + 1)..];
            Needs((byte)':');
            return !Failed;
        }

        Fail();
        return false;
    }

    /// <summary>Goes to the next item of an array, or past its end.</summary>
    /// <param name="isFirst">True before the first; false from then on.</param>
    public bool Item(ref bool isFirst)
    {
        if (Takes((byte)']')) return false;
        if (!isFirst) Needs((byte)',');
        isFirst = false;
        return !Failed;
    }

    /// <summary>A whole number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Number()
    {
        var isNegative = Takes((byte)'-');
        var (value, length) = (0L, 0);
        while (length < rest.Length && rest[length] is >= (byte)'0' and <= (byte)'9') value = (value * 10) + (rest[length++] - '0');
        // No number that is written has as many digits as could overflow.
        if (length is 0 or > 18) Fail();
        else rest = rest[length..];
        return isNegative ? -value : value;
    }

    /// <summary>True or false.</summary>
    public bool Flag()
    {
        var value = rest.StartsWith("true"u8);
        if (value) rest = rest[4..];
        else if (rest.StartsWith("false"u8)) rest = rest[5..];
        else Fail();
        return value;
    }

    /// <summary>A string or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public string? Text()
    {
        if (Null()) return null;
        Needs((byte)'"');
        var length = rest.IndexOfAny((byte)'"', (byte)'\\');
        if (length < 0)
        {
            Fail();
            return null;
        }

        if (rest[length] == '\\') return Escaped();
        var text = rest[..length];
        rest = rest[(length + 1)..];
        try
        {
            return Strict.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            Fail();
            return null;
        }
    }

    /// <summary>A string that records say often, or null: the same object each time, where it can be had.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public string? Often()
    {
        var known = names ??= new string?[8];
        var length = rest.Length > 1 && rest[0] == '"' ? rest[1..].IndexOfAny((byte)'"', (byte)'\\') : 0;
        // What is escaped is not compared: its bytes are not the string's characters.
        if (length <= 0 || rest[1 + length] == '\\') return Text();
        // By length: the ids of people, of conversations and of speakers seldom have the same.
        ref var slot = ref known[length & 7];
        if (slot is null || !Ascii.Equals(rest.Slice(1, length), slot)) return slot = Text();
        rest = rest[(length + 2)..];
        return slot;
    }

    private bool Null()
    {
        if (!rest.StartsWith("null"u8)) return false;
        rest = rest[4..];
        return true;
    }

    /// <summary>A string with something escaped in it, behind its first quotation mark.</summary>
    private string? Escaped()
    {
        for (var length = 0; length < rest.Length; length++)
        {
            if (rest[length] == '\\')
            {
                length++;
            }
            else if (rest[length] == '"')
            {
                // With its quotation marks, for those who know all escapes.
                byte[] quoted = [(byte)'"', .. rest[..(length + 1)]];
                rest = rest[(length + 1)..];
                return JsonSerializer.Deserialize(quoted, RecordJson.Default.String);
            }
        }

        Fail();
        return null;
    }
}
