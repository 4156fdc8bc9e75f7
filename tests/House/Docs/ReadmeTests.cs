using System.Text.RegularExpressions;
using ScriptChat.House.Tests.Sources;

namespace ScriptChat.House.Tests.Docs;

public sealed partial class ReadmeTests
{
    private static IEnumerable<string> Readmes => Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal));

    [Test]
    public void Projects_EachFolder_HasAReadme()
    {
        var without = Repository.Projects.Select(project => project.Folder)
            .Where(folder => folder.Split('/')[0] is "runtime" or "worlds")
            .Where(folder => !Repository.Exists($"{folder}/README.md"));
        Assert.That(without, Is.Empty);
        var tools = Repository.Read("tools/README.md");
        foreach (var folder in Repository.Projects.Select(project => project.Folder).Where(folder => folder.StartsWith("tools/", StringComparison.Ordinal)))
        {
            Assert.That(tools, Does.Contain($"`{folder["tools/".Length..]}/`"));
        }
    }

    [TestCaseSource(nameof(Readmes))]
    public void Readme_ItsLinks_LeadSomewhere(string readme)
    {
        var lost = Link().Matches(Repository.Read(readme)).Select(match => match.Groups[1].Value)
            .Where(link => !Repository.Exists(Path.Combine(Path.GetDirectoryName(readme)!, link)));
        Assert.That(lost, Is.Empty);
    }

    [Test]
    public void MainReadme_FoldersThatItNames_AreThere()
    {
        // tasks/echo is the one that the reader writes.
        var lost = Named().Matches(Repository.Read("README.md")).Select(match => match.Value.TrimEnd('.'))
            .Where(path => !path.StartsWith("tasks/echo", StringComparison.Ordinal) && !Repository.Exists(path));
        Assert.That(lost, Is.Empty);
        foreach (var project in Repository.Projects.Where(project => project.Folder.Split('/')[0] is "runtime" or "worlds"))
        {
            Assert.That(Repository.Read("README.md"), Does.Contain($"`{project.Folder}`"), "its table of projects");
        }
    }

    [Test]
    public void MainReadme_CommandsAndOptions_AreTheCommandLines()
    {
        var block = Repository.Read("README.md").Split("## The command")[1].Split("```")[1];
        var commands = CommandName().Matches(block).Select(match => match.Groups[1].Value).ToList();
        Assert.That(commands, Does.Contain("check"));
        var help = string.Join('\n', commands.Select(command => CommandHelp.Of(command)).Prepend(CommandHelp.Of()));
        Assert.That(Option().Matches(block).Select(match => match.Value).Where(option => !Regex.IsMatch(help, $@"(?<!\S){option}(?![\w-])")), Is.Empty);
    }

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w/:.$])(?:runtime|worlds|tools|tasks|tests)/[\w./-]*\w")]
    private static partial Regex Named();

    [GeneratedRegex(@"(?m)^runtime ([a-z]+)")]
    private static partial Regex CommandName();

    [GeneratedRegex(@"--[a-z][a-z-]*")]
    private static partial Regex Option();
}
