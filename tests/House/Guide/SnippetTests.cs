using System.Text.RegularExpressions;
using ScriptChat.Diagnostics;
using ScriptChat.House.Tests.Sources;

namespace ScriptChat.House.Tests.Guide;

/// <summary>Each block of the guide is what it says it is: a part of a file, a snippet that compiles, a mistake with what is said
/// of it, or what to write instead of what.</summary>
[TestFixture]
internal sealed partial class SnippetTests
{
    private static IEnumerable<GuideBlock> Excerpts => GuideText.Blocks.Where(block => block.IsExcerpt);

    private static IEnumerable<GuideBlock> Compiling => GuideText.Blocks.Where(block => block.Mark == "compiles");

    private static IEnumerable<GuideBlock> Wrong => GuideText.Blocks.Where(block => block.Mark == "wrong");

    private static IEnumerable<GuideBlock> Rules => GuideText.Blocks.Where(block => block.Mark.StartsWith("rule ", StringComparison.Ordinal));

    [Test]
    public void Blocks_OfCode_AreAllTested()
    {
        var loose = GuideText.Blocks.Where(block => block.Language is "csharp" or "toml" or "dialogue")
            .Where(block => !block.IsExcerpt && block.Mark is not ("compiles" or "wrong") && !Rules.Contains(block) && !NeedsNetwork(block));
        Assert.That(loose, Is.Empty);
        Assert.That(Excerpts.Count(), Is.GreaterThan(10));
    }

    [TestCaseSource(nameof(Excerpts))]
    public void Excerpt_OfAFile_IsWhatStandsThere(GuideBlock block)
    {
        var file = Repository.Read($"worlds/{block.Mark}");
        var from = 0;
        foreach (var part in Left().Split(block.Text).Where(part => part.Trim().Length > 0))
        {
            var lines = Unindented(part);
            var found = Enumerable.Range(0, 4).Select(depth => file.IndexOf(Indented(lines, depth * 4), from, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(-1).Min();
            Assert.That(found, Is.Not.Negative, $"{block.Mark} has no such lines:\n{part}");
            from = found + 1;
        }
    }

    [TestCaseSource(nameof(Compiling))]
    public async Task Snippet_Compiled_HasNothingToComplainOf(GuideBlock block) => Assert.That(await ExampleTask.CheckAsync(block.Text), Is.Empty);

    [TestCaseSource(nameof(Wrong))]
    public async Task Mistake_Compiled_SaysWhatTheGuideQuotes(GuideBlock block)
    {
        var quoted = GuideText.Blocks.SkipWhile(other => other != block).Skip(1).First();
        var said = (await ExampleTask.CheckWorldAsync(block.Text)).Select(item => (item with { Path = Path.GetFileName(item.Path) }).ToString());
        Assert.That(quoted.Language, Is.EqualTo("text"));
        Assert.That(quoted.Text.TrimEnd(), Is.EqualTo(string.Join('\n', said)));
    }

    [TestCaseSource(nameof(Rules))]
    public async Task Rule_BeforeAndAfter_IsBrokenAndKept(GuideBlock block)
    {
        var codes = block.Mark["rule ".Length..];
        var parts = After().Split(block.Text);
        Assert.That(parts, Has.Length.EqualTo(2), "before and after");
        var before = await ExampleTask.CheckAsync(parts[0]);
        Assert.That(before.Select(item => item.Code).Distinct(), Is.EqualTo(new[] { codes }), string.Join('\n', before));
        Assert.That(await ExampleTask.CheckAsync(parts[1]), Is.Empty);
    }

    [Test]
    public void Rules_OfReplay_EachHasAnExample()
    {
        var rules = DiagnosticCodes.All.Select(code => code.Id).Where(id => id.StartsWith("SC21", StringComparison.Ordinal)).ToList();
        Assert.That(rules, Is.Not.Empty);
        Assert.That(Rules.Select(block => block.Mark["rule ".Length..]), Is.EquivalentTo(rules));
        Assert.That(rules.Where(id => !Regex.IsMatch(GuideText.All, $@"^\| {id}\b", RegexOptions.Multiline)), Is.Empty, "the table");
    }

    private static bool NeedsNetwork(GuideBlock block) =>
        block.Mark == "needs packages" && Regex.IsMatch(block.Text, "#r \"nuget:|#:package |#r \"lib/");

    private static string[] Unindented(string part)
    {
        string[] lines = [.. part.Trim('\n').Split('\n').Select(line => line.TrimEnd())];
        var least = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return [.. lines.Select(line => line.Length == 0 ? line : line[least..])];
    }

    private static string Indented(string[] lines, int depth) =>
        string.Join('\n', lines.Select(line => line.Length == 0 ? line : new string(' ', depth) + line)) + '\n';

    // A line of its own that says that something is left out.
    [GeneratedRegex(@"^\s*(?://|#) \.\.\.\n", RegexOptions.Multiline)]
    private static partial Regex Left();

    [GeneratedRegex(@"^// instead\b.*\n", RegexOptions.Multiline)]
    private static partial Regex After();
}
