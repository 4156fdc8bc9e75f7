using System.Text;
using ScriptChat.Diagnostics;
using ScriptChat.House.Tests.Sources;

namespace ScriptChat.House.Tests.Codes;

public sealed class CodeTableTests
{
    private const string Readme = "runtime/Diagnostics/README.md";
    private const string Begin = "<!-- codes -->\n";
    private const string End = "<!-- /codes -->";

    [Test]
    public void Readme_TableOfCodes_IsTheCodes()
    {
        var text = Repository.Read(Readme);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, StringComparison.Ordinal);
        var expected = Write();
        if (Repository.Accepts) File.WriteAllText(Repository.At(Readme), text[..begin] + expected + text[end..]);
        else Assert.That(text[begin..end], Is.EqualTo(expected), "run the tests with SCRIPTCHAT_ACCEPT=1 to write the table anew");
    }

    private static string Write()
    {
        var table = new StringBuilder("| code | what is wrong | what to do |\n|---|---|---|\n");
        foreach (var code in DiagnosticCodes.All)
        {
            var weight = code.Severity == Severity.Error ? "" : $" ({code.Severity.ToString().ToLowerInvariant()})";
            table.Append($"| {code.Id}{weight} | {Cell(code.Title)} | {Cell(code.Remedy)} |\n");
        }

        return table.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|");
}
