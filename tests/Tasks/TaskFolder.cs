using ScriptChat.Diagnostics;

namespace ScriptChat.Tasks.Tests;

/// <summary>A task folder that goes away with the test.</summary>
internal sealed class TaskFolder : IDisposable
{
    public TaskFolder(string? config = null)
    {
        if (config is not null) Write("config.toml", config);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("scriptchat-").FullName;

    public void Write(string file, string text) => File.WriteAllText(System.IO.Path.Combine(Path, file), text);

    /// <summary>What is wrong with a configuration, each as <c>(line,column) code: message</c>.</summary>
    public static IReadOnlyList<string> ErrorsOf(string config)
    {
        using var folder = new TaskFolder(config);
        var bag = new DiagnosticBag();
        var read = ConfigReader.Read(folder.Path, bag);
        Assert.That(read is null, Is.EqualTo(bag.HasErrors), "a configuration comes back exactly when nothing is wrong");
        return [.. bag.Select(item => $"({item.Line},{item.Column}) {item.Code}: {item.Message}")];
    }

    /// <summary>The configuration of a file in which nothing is wrong.</summary>
    public static TaskConfig Good(string config)
    {
        using var folder = new TaskFolder(config);
        var bag = new DiagnosticBag();
        var read = ConfigReader.Read(folder.Path, bag);
        Assert.That(bag, Is.Empty);
        return read!;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
