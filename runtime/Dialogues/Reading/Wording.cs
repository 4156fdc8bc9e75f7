using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Format;

namespace ScriptChat.Dialogues.Reading;

/// <summary>Reads the words of a dialogue: escapes, <c>...</c>, regular expressions, quick replies.</summary>
internal static class Wording
{
    private const string Gap = "...";

    // Without backtracking a pattern can't take for ever, whatever the text.
    private const RegexOptions RegexForm = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    /// <summary>Words that are just words: what a person says.</summary>
    /// <param name="lines">The lines, of one text.</param>
    public static string Speech(IReadOnlyList<Place> lines) => string.Join(Gap, Pieces(lines));

    /// <summary>Words that a text is held against.</summary>
    /// <param name="lines">The lines, of one text.</param>
    public static TextPattern Pattern(params IReadOnlyList<Place> lines)
    {
        var first = lines[0].Text;
        if (lines.Count == 1 && first.Length > 2 && first[0] == '/' && first[^1] == '/' && !IsEscaped(first, first.Length - 1))
            return RegexPattern(lines[0]);
        return new TextPattern([.. Pieces(lines)]);
    }

    /// <summary>Takes the <c>[quick] [replies]</c> off a line's end.</summary>
    /// <param name="line">The line.</param>
    /// <param name="replies">What stands in the brackets, in order; null when there are none.</param>
    /// <returns>The line without them.</returns>
    public static Place WithoutReplies(Place line, out List<Place>? replies)
    {
        replies = null;
        var text = line.Text;
        var end = text.Length;
        while (end > 0 && text[end - 1] == ']' && !IsEscaped(text, end - 1))
        {
            var start = end - 2;
            while (start >= 0 && (text[start] is not ('[' or ']') || IsEscaped(text, start))) start--;
            if (start < 0 || text[start] != '[' || (start > 0 && text[start - 1] != ' ')) break;
            replies ??= [];
            if (end - start > 2) replies.Insert(0, line.Part(start + 1, end - 1).Trimmed());
            end = start;
            while (end > 0 && text[end - 1] == ' ' && !IsEscaped(text, end - 1)) end--;
        }

        return line.Part(0, end);
    }

    /// <summary>The place of the first character of a kind that no backslash stands before; -1 for none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="character">The character.</param>
    public static int IndexOfBare(string text, char character)
    {
        for (var index = text.IndexOf(character, StringComparison.Ordinal); index >= 0; index = text.IndexOf(character, index + 1))
            if (!IsEscaped(text, index)) return index;
        return -1;
    }

    private static bool IsEscaped(string text, int index)
    {
        var slashes = 0;
        while (index - slashes > 0 && text[index - slashes - 1] == '\\') slashes++;
        return slashes % 2 == 1;
    }

    private static TextPattern RegexPattern(Place place)
    {
        try
        {
            // By itself first, so that errors speak of what the author wrote, and so that a ')' can't close what is ours.
            var written = place.Text[1..^1];
            _ = new Regex(written, RegexForm);
            return new TextPattern(new Regex($@"\A(?:{written})\z", RegexForm));
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            place.Error(DialogueCodes.BadPattern, $"the regular expression {place.Text} is not valid: {error.Message.TrimEnd('.')}; "
                + "mend it (look-around and back references are not known here), or write \\/ at the start to have the words themselves");
            return new TextPattern("");
        }
    }

    private static List<string> Pieces(IReadOnlyList<Place> lines)
    {
        List<string> pieces = [];
        var text = new StringBuilder();
        for (var line = 0; line < lines.Count; line++)
        {
            if (line > 0) text.Append('\n');
            var raw = lines[line].Text;
            for (var index = 0; index < raw.Length; index++)
            {
                if (raw[index] == '\\')
                {
                    index = Escape(lines[line], index, text);
                }
                else if (raw.AsSpan(index).StartsWith(Gap))
                {
                    pieces.Add(text.ToString());
                    text.Clear();
                    index += Gap.Length - 1;
                }
                else
                {
                    text.Append(raw[index]);
                }
            }
        }

        pieces.Add(text.ToString());
        return pieces;
    }

    private static int Escape(Place place, int index, StringBuilder text)
    {
        var raw = place.Text;
        var next = index + 1 < raw.Length ? raw[index + 1] : '\0';
        switch (next)
        {
            case 'n': text.Append('\n'); break;
            case 'r': text.Append('\r'); break;
            case 't': text.Append('\t'); break;
            case 's': text.Append(' '); break;
            case 'u' when index + 6 <= raw.Length
                && ushort.TryParse(raw.AsSpan(index + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                text.Append((char)unit);
                return index + 5;
            case not '\0' when char.IsPunctuation(next) || char.IsSymbol(next): text.Append(next); break;
            default:
                place.Error(DialogueCodes.BadEscape, $"'\\{(next == '\0' ? "" : next)}' is not known; write \\\\ for a backslash "
                    + "(known are \\n, \\r, \\t, \\s for a blank, \\uXXXX, and a backslash before punctuation)", index);
                break;
        }

        return index + 1;
    }
}
