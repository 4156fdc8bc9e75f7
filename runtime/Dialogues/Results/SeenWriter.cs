using System.Globalization;
using System.Text;
using ScriptChat.Dialogues.Format;

namespace ScriptChat.Dialogues.Results;

/// <summary>Writes what somebody saw in the way in which a dialogue expects it: read back, the lines match that and nothing else.</summary>
internal static class SeenWriter
{
    private const int LineWidth = 110;

    /// <summary>Writes it.</summary>
    /// <param name="seen">What was seen.</param>
    /// <param name="indent">The blanks before each line.</param>
    public static List<string> Write(Seen seen, string indent) => seen switch
    {
        SeenMessage message => Message(message, indent),
        SeenRefusal refusal => [$"{indent}refused {refusal.Code}"],
        SeenEnd => [$"{indent}the end"],
        SeenFailure failure => [$"{indent}{ExpectedFailure.Words} {Escape(failure.Kind, "")}"],
        SeenSign sign => [indent + (sign.Who.Length == 0 ? ExpectedSign.TheWorld : sign.Who) + ExpectedSign.Words.First(words => words.Sign == sign.Sign).Written],
        _ => throw new ArgumentOutOfRangeException(nameof(seen)),
    };

    /// <summary>Writes what a person says.</summary>
    /// <param name="person">Who.</param>
    /// <param name="text">The words.</param>
    public static string Speech(string person, string text) =>
        $"{person}: {string.Join("\n  | ", text.Split('\n').Select(line => Escape(line, "")))}";

    private static List<string> Message(SeenMessage seen, string indent)
    {
        var message = seen.Message;
        var texts = message.Text.Split('\n').Select(Pattern).ToArray();
        var speaker = Escape(message.Id, ":");
        if (speaker is ['#' or '|' or '<' or '[', ..]) speaker = '\\' + speaker;
        List<string> lines = [$"{indent}{speaker}: {texts[0]}".TrimEnd(), .. texts.Skip(1).Select(text => $"{indent}  | {text}".TrimEnd())];
        if (message.QuickReplies is { Count: > 0 } replies)
        {
            var written = string.Join(' ', replies.Select(reply => $"[{Reply(reply)}]"));
            if (lines[^1].Length + written.Length < LineWidth) lines[^1] += ' ' + written;
            else lines.Add($"{indent}  {written}");
        }

        if (message.Payload is not null) lines.Add($"{indent}  <{Escape(seen.Payload, "")}>");
        return lines;
    }

    // Only the last bracket of a line could be taken for a quick reply's.
    private static string Pattern(string line) => line.EndsWith(']') ? Escape(line[..^1], "") + "\\]" : Escape(line, "");

    private static string Reply(string reply) => reply.Length == 0 ? "/()/" : Escape(reply, "[]");

    private static string Escape(string line, string also)
    {
        var text = new StringBuilder(line.Length + 8);
        for (var index = 0; index < line.Length; index++)
        {
            var character = line[index];
            var rest = line.AsSpan(index);
            _ = character switch
            {
                '\\' => text.Append("\\\\"),
                '\r' => text.Append("\\r"),
                '\n' => text.Append("\\n"),
                '\t' => text.Append("\\t"),
                ' ' when index == 0 || rest.Length == 1 => text.Append("\\s"),
                '.' when rest.StartsWith("...") => text.Append("\\."),
                '/' when index == 0 && line.EndsWith('/') => text.Append("\\/"),
                ' ' => text.Append(' '),
                _ when also.Contains(character, StringComparison.Ordinal) => text.Append('\\').Append(character),
                _ when char.IsControl(character) || char.IsWhiteSpace(character) || IsHalf(line, index) =>
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                _ => text.Append(character),
            };
        }

        return text.ToString();
    }

    // Half of a surrogate pair can't be written in UTF-8.
    private static bool IsHalf(string line, int index) =>
        (char.IsHighSurrogate(line[index]) && !(index + 1 < line.Length && char.IsLowSurrogate(line[index + 1])))
        || (char.IsLowSurrogate(line[index]) && !(index > 0 && char.IsHighSurrogate(line[index - 1])));
}
