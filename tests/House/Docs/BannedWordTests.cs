using System.Text.RegularExpressions;
using ScriptChat.House.Tests.Sources;

namespace ScriptChat.House.Tests.Docs;

/// <summary>What is here depends on nothing of the machine that it was written on.</summary>
public sealed class BannedWordTests
{
    private static readonly string[] Binary = [".png", ".ico", ".onnx", ".gif", ".jpg"];

    // Put together, so that this file does not hold them.
    private static readonly (string Why, Regex What)[] Banned =
    [
        ("a path of one machine", new Regex(@"(?<![\w./-])/" + "(?:work|root|home/[a-z]+)/", RegexOptions.Compiled)),
        ("a folder outside", new Regex(@"\.\./" + @"shared\b|" + @"\.\./" + @"seed\b", RegexOptions.Compiled)),
        ("a registry", new Regex("https?://[^\\s\"]*(?:" + "nuget|npmjs|artifactory|pypi|registry" + ")", RegexOptions.Compiled | RegexOptions.IgnoreCase)),
    ];

    [Test]
    public void Files_TheirWords_NameNoMachineAndNoRegistry()
    {
        var found =
            from file in Repository.Files
            where !Binary.Contains(Path.GetExtension(file))
            from line in File.ReadLines(Repository.At(file)).Select((text, index) => (Text: text, Number: index + 1))
            from banned in Banned
            where banned.What.IsMatch(line.Text)
            select $"{file}:{line.Number}: {banned.Why}";
        Assert.That(found, Is.Empty);
    }

    [TestCase("cd /" + "work/wt", true)]
    [TestCase("see ../" + "shared/DESIGN.md", true)]
    [TestCase("https://api." + "nuget.org/v3/index.json", true)]
    [TestCase("runtime/Actors/Work/IWork.cs", false)]
    public void Words_OfALine_AreSeen(string line, bool isBanned) => Assert.That(Banned.Any(item => item.What.IsMatch(line)), Is.EqualTo(isBanned));
}
