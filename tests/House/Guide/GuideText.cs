using System.Text.RegularExpressions;
using ScriptChat.House.Tests.Sources;

namespace ScriptChat.House.Tests.Guide;

/// <summary>The script author's guide: its pages and their blocks of code.</summary>
internal static partial class GuideText
{
    public const string Entry = "worlds/README.md";

    public const string Contract = "worlds/docs/contract.md";

    /// <summary>The pages, the one to begin with first.</summary>
    public static IReadOnlyList<string> Pages { get; } =
        [Entry, .. Repository.Files.Where(file => file.StartsWith("worlds/docs/", StringComparison.Ordinal) && file.EndsWith(".md", StringComparison.Ordinal))];

    /// <summary>All of their blocks, in order.</summary>
    public static IReadOnlyList<GuideBlock> Blocks { get; } = [.. Pages.SelectMany(BlocksOf)];

    public static string All { get; } = string.Join('\n', Pages.Select(Repository.Read));

    private static IEnumerable<GuideBlock> BlocksOf(string page)
    {
        var text = Repository.Read(page);
        foreach (Match match in Fence().Matches(text))
        {
            var line = text.AsSpan(0, match.Index).Count('\n') + 1;
            yield return new GuideBlock(page, line, match.Groups["mark"].Value.Trim(), match.Groups["language"].Value, match.Groups["text"].Value);
        }
    }

    [GeneratedRegex(@"^(?:<!--(?<mark>[^\n]*?)-->\n)?```(?<language>\w*)\n(?<text>[\s\S]*?)^```$", RegexOptions.Multiline)]
    private static partial Regex Fence();
}

/// <summary>A block of code.</summary>
/// <param name="Page">The page that shows it.</param>
/// <param name="Line">Where it, or the mark above it, begins.</param>
/// <param name="Mark">The comment above it, which readers do not see: the file that it is a part of, or how it is tested.</param>
/// <param name="Language">The language that its fence names.</param>
/// <param name="Text">What it shows.</param>
internal sealed record GuideBlock(string Page, int Line, string Mark, string Language, string Text)
{
    public bool IsExcerpt => Mark.StartsWith("Examples/", StringComparison.Ordinal);

    public override string ToString() => $"{Path.GetFileName(Page)}({Line}) {Mark}";
}
