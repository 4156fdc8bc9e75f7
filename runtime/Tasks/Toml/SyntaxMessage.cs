using System.Text.RegularExpressions;

namespace ScriptChat.Tasks.Toml;

/// <summary>The parser's messages in an author's words, with what to do.</summary>
internal static partial class SyntaxMessage
{
    public static string Say(string message)
    {
        var plain = TokenName().Replace(message, "").Replace("token found `␤`", "end of the line", StringComparison.Ordinal).Replace("`␤`", "the end of the line", StringComparison.Ordinal)
            .Replace("token `newline`", "the end of the line", StringComparison.Ordinal)
            .Replace("instead of ␤", "before the end of the line", StringComparison.Ordinal)
            .Replace("Unexpected token found ", "Unexpected ", StringComparison.Ordinal);
        var remedy = plain switch
        {
            _ when plain.EndsWith("for a value", StringComparison.Ordinal) => "put text in quotes",
            _ when plain.Contains("newline in a string", StringComparison.Ordinal) => "close the quotes on the same line",
            _ when plain.EndsWith("not closed", StringComparison.Ordinal) => "close it",
            _ when plain.Contains("closing `]`", StringComparison.Ordinal) || plain.Contains("expecting `]`", StringComparison.Ordinal) => "close the bracket",
            _ when plain.Contains("expecting a value", StringComparison.Ordinal) => "write a value after the =",
            _ when plain.Contains("escape character", StringComparison.Ordinal) => "double the backslash, or use single quotes",
            _ => "mend this line",
        };
        return $"{plain}; {remedy}";
    }

    [GeneratedRegex(@" \(token: `?\w+`?\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TokenName();
}
