using System.Text.RegularExpressions;
using ScriptChat.House.Tests.Sources;

namespace ScriptChat.House.Tests.Guide;

/// <summary>Links into the middle of a page find their heading.</summary>
public sealed partial class LinkTests
{
    private static IEnumerable<string> Pages => GuideText.Pages;

    [TestCaseSource(nameof(Pages))]
    public void Page_ItsLinksToHeadings_LeadSomewhere(string page)
    {
        var lost =
            from Match link in Link().Matches(Repository.Read(page))
            let path = link.Groups["path"].Value
            let target = path.Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, path)
            where !Headings(target).Contains(link.Groups["heading"].Value)
            select link.Value;
        Assert.That(lost, Is.Empty);
    }

    // As the usual viewers of Markdown make them: small letters, blanks as dashes, no other signs.
    private static IEnumerable<string> Headings(string page) => Heading().Matches(Repository.Read(page))
        .Select(match => Regex.Replace(match.Groups["text"].Value.ToLowerInvariant().Replace(' ', '-'), @"[^\w-]", ""));

    [GeneratedRegex(@"\]\((?!https?:)(?<path>[^)#]*)#(?<heading>[^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
