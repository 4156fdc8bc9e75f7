using System.Runtime.CompilerServices;
using ScriptChat.Tasks.Schema;

namespace ScriptChat.Tasks.Tests;

public sealed class SchemaTableTests
{
    private const string Begin = "<!-- schema -->\n";
    private const string End = "<!-- /schema -->";

    [Test]
    public void Readme_TableOfKeys_IsTheSchemas()
    {
        var path = Readme();
        var text = File.ReadAllText(path);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var expected = SchemaTable.Write();
        if (Environment.GetEnvironmentVariable("SCRIPTCHAT_ACCEPT") == "1")
        {
            File.WriteAllText(path, text[..begin] + expected + text[end..]);
            return;
        }

        Assert.That(text[begin..end], Is.EqualTo(expected), "run the tests with SCRIPTCHAT_ACCEPT=1 to write the table anew");
    }

    [Test]
    public void Schema_Keys_AreUniqueAndSayWhatTheyMean()
    {
        Assert.That(ConfigSchema.Keys.Select(key => key.FullName), Is.Unique);
        Assert.That(ConfigSchema.Keys.Select(key => key.Meaning), Has.All.EndsWith("."));
    }

    private static string Readme([CallerFilePath] string source = "") =>
        Path.Combine(Path.GetDirectoryName(source)!, "../../runtime/Tasks/README.md");
}
