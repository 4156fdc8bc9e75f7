using System.Text.RegularExpressions;
using ScriptChat.Diagnostics;
using ScriptChat.House.Tests.Docs;

namespace ScriptChat.House.Tests.Guide;

/// <summary>What the guide quotes of the runtime is what the runtime says.</summary>
public sealed partial class QuoteTests
{
    [Test]
    public void Codes_ThatPagesQuote_AreThere()
    {
        var known = DiagnosticCodes.All.ToDictionary(code => code.Id, StringComparer.Ordinal);
        var quoted = Code().Matches(GuideText.All).Select(match => match.Value).Distinct().ToList();
        Assert.That(quoted, Has.Count.GreaterThan(20));
        Assert.That(quoted.Where(id => !known.ContainsKey(id)), Is.Empty);
        var wrong = Said().Matches(GuideText.All).Where(match => known[match.Groups["id"].Value].Severity.ToString() != Capital(match.Groups["severity"].Value));
        Assert.That(wrong.Select(match => match.Value), Is.Empty);
    }

    [Test]
    public void Titles_ThatPagesQuoteOfWorldCodes_AreTheirs()
    {
        var lines = SaidInLog().Matches(GuideText.All);
        Assert.That(lines, Is.Not.Empty);
        foreach (Match line in lines)
        {
            var code = DiagnosticCodes.All.Single(one => one.Id == line.Groups["id"].Value);
            Assert.That((line.Groups["title"].Value, line.Groups["advice"].Value), Is.EqualTo((code.Title, $"{code.Advice}.")));
        }
    }

    [Test]
    public void Commands_ThatPagesShow_AreTheCommandLines()
    {
        var shown = Command().Matches(GuideText.All).Select(match => (Name: match.Groups["name"].Value, Options: Option().Matches(match.Value).Select(option => option.Value).ToList())).ToList();
        Assert.That(shown, Has.Count.GreaterThan(10));
        var root = CommandHelp.Of();
        foreach (var command in shown.GroupBy(one => one.Name))
        {
            var help = command.Key.Length == 0 ? root : CommandHelp.Of(command.Key);
            var lost = command.SelectMany(one => one.Options).Distinct().Where(option => !Regex.IsMatch(help, $@"(?<!\S){option}(?![\w-])"));
            Assert.That(lost, Is.Empty, $"runtime {command.Key}");
        }
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    [GeneratedRegex(@"\bSC\d{4}\b")]
    private static partial Regex Code();

    [GeneratedRegex(@"\b(?<severity>error|warning) (?<id>SC\d{4}):")]
    private static partial Regex Said();

    // What a world's failure looks like in the log: its code, then title, world and remedy.
    [GeneratedRegex(@"\b(?<id>SC30\d\d): (?<title>[^\n(;]+) \((?<world>\w+)\); (?<advice>[^\n(]+)(?= \()")]
    private static partial Regex SaidInLog();

    [GeneratedRegex(@"(?<=^|`)runtime(?: (?<name>[a-z]+)\b)?[^\n`#]*", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"(?<!\S)--[a-z][a-z-]*")]
    private static partial Regex Option();
}
