using System.Text.RegularExpressions;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace ScriptChat.Tasks.Toml;

/// <summary>Text to syntax tree. A parser that meets an unclosed quote or bracket reads the rest of the file as its content and
/// says something about every line of it; so a faulty statement is reported once, taken out, and the rest parsed again.</summary>
internal sealed partial class TomlText
{
    private const int RoundLimit = 200;

    private readonly string[] lines;
    private readonly Action<int, int, string> report;
    private readonly HashSet<int> blanked = [];

    private TomlText(string text, Action<int, int, string> report)
    {
        lines = text.ReplaceLineEndings("\n").Split('\n');
        this.report = report;
    }

    /// <summary>The lines, counted from 0, that hold a syntax error.</summary>
    public HashSet<int> FaultyLines { get; } = [];

    /// <summary>Whether there were so many errors that the rest was left unread.</summary>
    public bool GaveUp { get; private set; }

    public DocumentSyntax Document { get; private set; } = new();

    /// <param name="text">The file's text.</param>
    /// <param name="report">Told of each error: line and column, counted from 1, and what is wrong.</param>
    public static TomlText Parse(string text, Action<int, int, string> report)
    {
        var parsed = new TomlText(text, report);
        var rounds = 0;
        while (parsed.ParseOnce())
        {
            if (++rounds < RoundLimit) continue;
            parsed.GaveUp = true;
            break;
        }

        return parsed;
    }

    private bool ParseOnce()
    {
        try
        {
            // The newline at the end: the parser stumbles over a file that ends within an escape.
            Document = SyntaxParser.Parse(string.Join('\n', lines) + "\n", sourceName: "config.toml", validate: false);
        }
        catch (ArgumentException error)
        {
            report(1, 1, $"The parser can't read this file ({error.Message.ReplaceLineEndings(" ")})");
            GaveUp = true;
            return false;
        }

        var first = Document.Diagnostics
            .Where(message => message.Kind == DiagnosticMessageKind.Error)
            .OrderBy(message => message.Span.Start.Line).ThenBy(message => message.Span.Start.Column)
            .FirstOrDefault();
        if (first is null) return false;

        var (line, column) = (Math.Min(first.Span.Start.Line, lines.Length - 1), first.Span.Start.Column);
        var (start, end) = Statement(first, line);
        if (!IsRest(start)) report(Math.Min(line, end) + 1, line > end ? lines[end].Length + 1 : column + 1, line > end ? "A bracket or brace that is not closed" : first.Message);
        TakeOut(start, end);
        return true;
    }

    // The lines of the statement that an error belongs to. What is found missing at the beginning of a line is missing in
    // the statement before it.
    private (int Start, int End) Statement(DiagnosticMessage message, int line)
    {
        var (start, end) = (line, line);
        foreach (var pair in Statements().OfType<KeyValueSyntax>().Where(pair => pair.Span.Start.Line < line))
        {
            if (pair.Value is StringValueSyntax text && text.Span.End.Line >= line)
                (start, end) = (pair.Span.Start.Line, IsLongText(text) ? Math.Max(line, text.Span.End.Line) : line);
            else if (pair.Value is ArraySyntax or InlineTableSyntax && message.Message.Contains(pair.Value is ArraySyntax ? "array" : "inline", StringComparison.Ordinal))
                start = pair.Span.Start.Line;
        }

        if (start < line && end == line && StartsStatement(lines[line])) end = line - 1;
        return (start, Math.Min(end, lines.Length - 1));
    }

    private IEnumerable<SyntaxNode> Statements() =>
        Document.KeyValues.Cast<SyntaxNode>().Concat(Document.Tables.SelectMany(table => table.Items.Cast<SyntaxNode>().Prepend(table)));

    private bool IsLongText(StringValueSyntax text)
    {
        var value = text.Span.Start;
        var rest = lines[value.Line].AsSpan(Math.Min(value.Column, lines[value.Line].Length));
        return rest.StartsWith("\"\"\"") || rest.StartsWith("'''");
    }

    // What is left of a statement whose beginning was taken out.
    private bool IsRest(int line) => blanked.Contains(line) || (blanked.Contains(line - 1) && !StartsStatement(lines[line]));

    private static bool StartsStatement(string line) => Key().IsMatch(line) || Header().IsMatch(line);

    // A header stays, so that the keys under it are still its keys; a key stays, so that it does not count as missing.
    private void TakeOut(int start, int end)
    {
        var kept = FaultyLines.Contains(start) ? "" :
            Header().Match(lines[start]) is { Success: true } header ? $"{header.Groups["open"].Value}{header.Groups["name"].Value}{Close(header)}" :
            Key().Match(lines[start]) is { Success: true } key ? $"{key.Value} false" : "";
        for (var line = start; line <= end; line++)
        {
            FaultyLines.Add(line);
            blanked.Add(line);
            lines[line] = "";
        }

        lines[start] = kept;
    }

    private static string Close(Match header) => new(']', header.Groups["open"].Length);

    [GeneratedRegex("""^\s*[A-Za-z0-9_.\-"']+\s*=""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();

    [GeneratedRegex("""^\s*(?<open>\[{1,2})\s*(?<name>[A-Za-z_][A-Za-z0-9_.\-"]*)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Header();
}
