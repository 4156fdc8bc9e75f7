using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace ScriptChat.Markup;

/// <summary>Headings of a message stand below the page's own, of which there is one; smaller ones are lines in bold.</summary>
internal sealed class HeadingWriter : HtmlObjectRenderer<HeadingBlock>
{
    private const int LastReal = 2;

    protected override void Write(HtmlRenderer renderer, HeadingBlock block)
    {
        var (open, close) = block.Level <= LastReal ? ("<h2>", "</h2>") : ("<p><strong>", "</strong></p>");
        renderer.Write(open).WriteLeafInline(block).WriteLine(close);
    }
}
