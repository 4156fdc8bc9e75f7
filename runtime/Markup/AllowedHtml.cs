using AngleSharp.Dom;
using Ganss.Xss;

namespace ScriptChat.Markup;

/// <summary>What may be left of HTML.</summary>
internal static class AllowedHtml
{
    private static readonly string[] Elements =
    [
        "p", "br", "hr", "h2", "strong", "em", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "table", "thead", "tbody", "tr", "th", "td",
    ];

    private const string Align = "align";
    private static readonly string[] Sides = ["left", "center", "right"];

    /// <summary>The addresses that a link may have.</summary>
    public static IReadOnlyList<string> Schemes { get; } = ["http", "https", "mailto"];

    public static HtmlSanitizer CreateSanitizer()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(Elements, StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>(["href", "start", "value", Align], StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = new HashSet<string>(Schemes, StringComparer.OrdinalIgnoreCase),
            UriAttributes = new HashSet<string>(["href"], StringComparer.OrdinalIgnoreCase),
        });
        sanitizer.PostProcessNode += static (_, found) =>
        {
            if (found.Node is not IElement element) return;
            if (element.HasAttribute(Align) && !(element.LocalName is "th" or "td" && Sides.Contains(element.GetAttribute(Align)))) element.RemoveAttribute(Align);
            if (element is not { LocalName: "a" } link || !link.HasAttribute("href")) return;
            // The other side learns nothing of this page, and search engines do not count what people paste.
            link.SetAttribute("target", "_blank");
            link.SetAttribute("rel", "noopener noreferrer nofollow");
        };
        return sanitizer;
    }
}
