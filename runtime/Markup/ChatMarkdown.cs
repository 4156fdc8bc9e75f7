using Markdig;
using Markdig.Extensions.AutoLinks;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ScriptChat.Markup;

/// <summary>Markdown as it is written in a chat: nothing that people write without meaning it changes what they wrote.</summary>
internal static class ChatMarkdown
{
    private const int Depth = 24;

    public static MarkdownPipeline Create()
    {
        var builder = new MarkdownPipelineBuilder { MaximumNestingDepth = Depth };
        builder.DisableHtml().UsePreciseSourceLocation().UseSoftlineBreakAsHardlineBreak();
        builder.UsePipeTables(new PipeTableOptions { UseGfmRules = true });
        builder.UseAutoLinks(new AutoLinkOptions { UseHttpsForWWWLinks = true });

        // Four blanks before a line are no code, a line of dashes below one makes it no heading, and '&lt;' is not '<'.
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        builder.BlockParsers.Find<ParagraphBlockParser>()!.ParseSetextHeadings = false;
        builder.InlineParsers.TryRemove<HtmlEntityParser>();

        // '_name_', '__init__' and '2*3*4' are what they are.
        var emphasis = builder.InlineParsers.Find<EmphasisInlineParser>()!;
        emphasis.EmphasisDescriptors.Clear();
        emphasis.EmphasisDescriptors.Add(new EmphasisDescriptor('*', 1, 2, enableWithinWord: false));
        emphasis.EmphasisDescriptors.Add(new EmphasisDescriptor('~', 2, 2, enableWithinWord: false));
        emphasis.TryCreateEmphasisInlineList.Add(static (mark, count) => mark == '~' && count == 2 ? new EmphasisInline { DelimiterChar = '~', DelimiterCount = 2 } : null);
        return builder.Build();
    }

    /// <summary>Takes out of a document what may not be in it.</summary>
    /// <returns>False when nothing in it is clearly meant as Markdown, so that the text is best shown as it stands.</returns>
    public static bool Tidy(MarkdownDocument document, string text)
    {
        var isMarked = false;
        foreach (var part in document.Descendants().ToList())
        {
            switch (part)
            {
                // Lines that only define something would not be seen at all.
                case LinkReferenceDefinitionGroup:
                    return false;
                case LinkInline link:
                    isMarked |= Tidy(link, text);
                    break;
                case AutolinkInline link when !link.IsEmail && !IsAllowed(link.Url):
                    link.ReplaceBy(Source(link, text));
                    break;
                case AutolinkInline or EmphasisInline or CodeInline or FencedCodeBlock or QuoteBlock:
                    isMarked = true;
                    break;
                case Table table:
                    isMarked = true;
                    Align(table);
                    break;
                case LiteralInline { IsFirstCharacterEscaped: true } escaped when escaped.Content.CurrentChar is '*' or '`':
                    isMarked = true;
                    break;
                // One line that begins with '#', '1.' or '-' may be anything; several are meant.
                case HeadingBlock:
                    isMarked |= document.Count > 1;
                    break;
                case ListBlock list:
                    isMarked |= list.Count > 1;
                    Number(list);
                    break;
            }
        }

        return isMarked;
    }

    /// <summary>A list has the numbers that somebody wrote, unless they left the counting to others.</summary>
    private static void Number(ListBlock list)
    {
        if (!list.IsOrdered) return;
        var items = list.OfType<ListItemBlock>().ToList();
        if (items.TrueForAll(item => item.Order == items[0].Order)) return;
        for (var index = 1; index < items.Count; index++)
        {
            if (items[index].Order != items[index - 1].Order + 1) items[index].GetAttributes().AddProperty("value", items[index].Order.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Where the words of a column stand is said with an attribute: a style may be anything, and none gets through.</summary>
    private static void Align(Table table)
    {
        foreach (var row in table.OfType<TableRow>())
        {
            foreach (var (cell, column) in row.OfType<TableCell>().Zip(table.ColumnDefinitions))
            {
                if (column.Alignment is { } alignment) cell.GetAttributes().AddProperty("align", Name(alignment));
            }
        }

        foreach (var column in table.ColumnDefinitions) column.Alignment = null;
    }

    private static string Name(TableColumnAlign alignment) => alignment switch
    {
        TableColumnAlign.Right => "right",
        TableColumnAlign.Center => "center",
        _ => "left",
    };

    private static bool Tidy(LinkInline link, string text)
    {
        if (!IsAllowed(link.Url))
        {
            link.ReplaceBy(Source(link, text));
            return false;
        }

        // A picture from elsewhere would tell its owner who reads what, when and where: it is a link, for the reader to follow or not.
        if (link.IsImage) link.IsImage = false;
        if (link.FirstChild is null) link.AppendChild(new LiteralInline(link.Url!));
        return true;
    }

    private static LiteralInline Source(Inline inline, string text)
    {
        var (start, length) = (inline.Span.Start, inline.Span.Length);
        return new LiteralInline(start >= 0 && length > 0 && start + length <= text.Length ? text.Substring(start, length) : "");
    }

    private static bool IsAllowed(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && AllowedHtml.Schemes.Contains(address.Scheme);
}
