using System.Text.RegularExpressions;
using ScriptChat.House.Tests.Sources;
using ScriptChat.Scripting;

namespace ScriptChat.House.Tests.Docs;

/// <summary>The task that a README shows: its blocks whose first line is the name of a file of a task.</summary>
internal sealed partial class ReadmeTask : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("scriptchat-readme-").FullName;

    public ReadmeTask(string readme)
    {
        foreach (Match match in Block().Matches(Repository.Read(readme))) Write(match.Groups["name"].Value, match.Value);
    }

    public IReadOnlyCollection<string> Written => [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)!)];

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    public TaskCatalog Catalog() => new(folder, new CatalogOptions { Watch = false, Models = (_, _, _, _) => null });

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [GeneratedRegex(@"(?<=^```\w*\n)(?://|\#) tasks/\w+/(?<name>[\w.]+)[\s\S]*?(?=^```)", RegexOptions.Multiline)]
    private static partial Regex Block();
}
