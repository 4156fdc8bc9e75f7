using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Format;
using ScriptChat.Dialogues.Play;
using ScriptChat.Dialogues.Reading;

namespace ScriptChat.Dialogues.Tests.Golden;

/// <summary>The engine's journeys, written down.</summary>
[TestFixture]
internal sealed class GoldenDialogues
{
    private static string Folder => Path.Combine(TestContext.CurrentContext.TestDirectory, "Golden");

    private static IEnumerable<TestCaseData> Files() =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Golden"), "*.dialogue").Order(StringComparer.Ordinal)
            .Select(path => new TestCaseData(Path.GetFileName(path)).SetArgDisplayNames(Path.GetFileNameWithoutExtension(path)));

    [TestCaseSource(nameof(Files))]
    public async Task Journey_Played_GoesAsWritten(string file)
    {
        var result = await new DialoguePlayer().PlayAsync(Read(file), GoldenTask.Module);
        Assert.That(result.Passed, result.ToText());
    }

    [TestCaseSource(nameof(Files))]
    public async Task Journey_WithoutItsExpectations_IsAcceptedAndPasses(string file)
    {
        var dialogue = Read(file);
        var bare = string.Join('\n', dialogue.Source.Where((line, index) =>
            !dialogue.Steps.SelectMany(step => step.Failures).Any(failure => failure.Line == index + 1)
            && !dialogue.Steps.SelectMany(step => step.Sights).Any(sight =>
                sight.Line == index + 1 || sight.NothingLine == index + 1 || sight.Items.Any(item => item.Line <= index + 1 && index + 1 <= item.LastLine))));
        var first = await new DialoguePlayer().PlayAsync(Texts.Read(bare), GoldenTask.Module);
        Assert.That(first.Passed, Is.False, "it would pass without expecting anything");
        var second = await new DialoguePlayer().PlayAsync(Texts.Read(first.Accepted), GoldenTask.Module);
        Assert.That(second.Passed, second.ToText());
    }

    private static Dialogue Read(string file)
    {
        var errors = new DiagnosticBag();
        var dialogue = DialogueFile.Read(Path.Combine(Folder, file), errors);
        Assert.That(errors.Select(error => error.ToString()), Is.Empty);
        return dialogue!;
    }
}
