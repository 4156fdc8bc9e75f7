using System.Buffers;
using Ganss.Xss;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html.Inlines;

namespace ScriptChat.Markup;

/// <summary>Makes safe HTML of a message that is written in Markdown, and leaves every other text alone.</summary>
/// <remarks>Three things keep it safe: HTML in a text is text; what comes out is cut down to a short list of elements and attributes; and
/// a text that is too long, too deep or too wide is not rendered at all.</remarks>
public static class MarkupText
{
    /// <summary>The longest text, in UTF-16 units, that is looked at. A longer one is plain.</summary>
    public const int LongestText = 16 * 1024;

    /// <summary>The longest HTML, in UTF-16 units. What would be longer is plain.</summary>
    public const int LongestHtml = 128 * 1024;

    /// <summary>Rows times columns, at most, of what could be tables: a row of a table is as wide as its head, whatever stands in it.</summary>
    private const int Cells = 4096;

    private static readonly SearchValues<char> Marks = SearchValues.Create("*`[#>|~<");
    private static readonly SearchValues<char> ListMarks = SearchValues.Create("-+.)");
    private static readonly SearchValues<string> Addresses = SearchValues.Create(["://", "www.", "mailto:"], StringComparison.OrdinalIgnoreCase);
    private static readonly MarkdownPipeline Pipeline = ChatMarkdown.Create();
    private static readonly HtmlSanitizer Sanitizer = AllowedHtml.CreateSanitizer();

    /// <summary>Makes HTML of a text.</summary>
    /// <param name="text">What somebody said.</param>
    /// <returns>The HTML; null when the text says all that there is to see, and is to be shown as it stands.</returns>
    public static string? ToHtml(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestText || !MayBeMarked(text) || IsTooWide(text)) return null;
        try
        {
            var document = Markdown.Parse(text, Pipeline);
            if (!ChatMarkdown.Tidy(document, text)) return null;
            using var output = new StringWriter();
            var renderer = new HtmlRenderer(output);
            Pipeline.Setup(renderer);
            renderer.ObjectRenderers.FindExact<EmphasisInlineRenderer>()!.GetTag = static inline => inline.DelimiterChar == '~' ? "del" : inline.DelimiterCount == 2 ? "strong" : "em";
            renderer.ObjectRenderers.Replace<Markdig.Renderers.Html.HeadingRenderer>(new HeadingWriter());
            renderer.Render(document);
            var html = Sanitizer.Sanitize(output.ToString()).TrimEnd('\n');
            return html.Length > LongestHtml ? null : html;
        }
        catch (Exception)
        {
            // Nested too deeply, or more than the libraries can take: whatever it is, the text itself can always be shown.
            return null;
        }
    }

    private static bool MayBeMarked(string text) =>
        text.AsSpan().ContainsAny(Marks) || text.AsSpan().ContainsAny(Addresses) || (text.Contains('\n', StringComparison.Ordinal) && text.AsSpan().ContainsAny(ListMarks));

    private static bool IsTooWide(string text)
    {
        var (lines, widest) = (0, 0);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            lines++;
            widest = Math.Max(widest, line.Count('|'));
        }

        return widest > 0 && lines * (widest + 1L) > Cells;
    }
}
