using System.Globalization;
using System.Text;

namespace ScriptChat.Records.Export;

/// <summary>JSON on one line, whatever a reader takes for the end of a line, and with every character that was said.</summary>
internal static class JsonText
{
    /// <summary>A text as a JSON string. Half a surrogate pair, which UTF-8 has no form for, is kept as an escape.</summary>
    public static string Quote(string text)
    {
        var json = new StringBuilder(text.Length + 2).Append('"');
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (character is '"' or '\\') json.Append('\\').Append(character);
            else if (character == '\n') json.Append("\\n");
            else if (MustBeEscaped(text, index)) Escape(json, character);
            else json.Append(character);
        }

        return json.Append('"').ToString();
    }

    /// <summary>A JSON value on one line.</summary>
    public static string OneLine(string value)
    {
        var json = new StringBuilder(value.Length);
        for (var index = 0; index < value.Length; index++)
        {
            // Between the parts of a value, the only place where they can stand, line ends mean nothing.
            if (value[index] is '\n' or '\r') continue;
            if (MustBeEscaped(value, index)) Escape(json, value[index]);
            else json.Append(value[index]);
        }

        return json.ToString();
    }

    /// <summary>A text for a form that has no escapes: half a surrogate pair is written out.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (IsHalf(text, index)) Escape(plain, text[index]);
            else plain.Append(text[index]);
        }

        return plain.ToString();
    }

    // Python's splitlines() ends lines at U+0085, U+2028 and U+2029 too.
    private static bool MustBeEscaped(string text, int index) =>
        char.IsControl(text[index]) || text[index] is '\u2028' or '\u2029' || IsHalf(text, index);

    private static bool IsHalf(string text, int index) =>
        (char.IsHighSurrogate(text[index]) && !(index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])))
        || (char.IsLowSurrogate(text[index]) && !(index > 0 && char.IsHighSurrogate(text[index - 1])));

    private static void Escape(StringBuilder text, char character) => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
}
