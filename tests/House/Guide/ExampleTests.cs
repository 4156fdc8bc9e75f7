using System.Collections.Concurrent;
using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Play;
using ScriptChat.Dialogues.Reading;
using ScriptChat.House.Tests.Sources;
using ScriptChat.Scripting;

namespace ScriptChat.House.Tests.Guide;

/// <summary>The guide's tasks compile without a warning, and their dialogues go as written. With SCRIPTCHAT_ACCEPT=1 the
/// dialogues are written anew instead.</summary>
public sealed class ExampleTests
{
    private const string Folder = "worlds/Examples/";

    private readonly ConcurrentDictionary<string, Task<TaskCatalog>> catalogs = new();

    private static IEnumerable<string> Tasks => Files("/config.toml").Select(file => Path.GetDirectoryName(file)!);

    private static IEnumerable<string> Dialogues => Files(".dialogue");

    [OneTimeTearDown]
    public async Task DisposeCatalogs()
    {
        foreach (var catalog in catalogs.Values) await (await catalog).DisposeAsync();
    }

    [TestCaseSource(nameof(Tasks))]
    public async Task Task_Compiled_HasNothingToComplainOf(string task)
    {
        await using var catalog = ExampleTask.Catalog(Repository.At(task));
        Assert.That((await catalog.CheckAsync(CancellationToken.None)).Diagnostics, Is.Empty);
        Assert.That(Dialogues.Count(file => file.StartsWith($"{task}/", StringComparison.Ordinal)), Is.Positive, "its dialogues");
    }

    [TestCaseSource(nameof(Dialogues))]
    public async Task Dialogue_Played_GoesAsWritten(string file)
    {
        DiagnosticBag errors = new();
        var dialogue = DialogueFile.Read(Repository.At(file), errors);
        Assert.That(errors, Is.Empty);
        ErrorLog log = new();
        var catalog = await catalogs.GetOrAdd(Path.GetDirectoryName(file)!, StartAsync);
        var result = await new DialoguePlayer(new PlayOptions { Log = log }).PlayAsync(dialogue!, catalog);
        if (Repository.Accepts) await File.WriteAllTextAsync(Repository.At(file), result.Accepted);
        else Assert.That(result.Passed, result.ToText());
        Assert.That(log.Lines, Is.Empty);
    }

    [Test]
    public void Pages_TheExamples_AreAllShown()
    {
        var named = GuideText.All;
        Assert.That(Files(".csx").Where(file => !named.Contains(file["worlds/".Length..], StringComparison.Ordinal)), Is.Empty);
    }

    private static IEnumerable<string> Files(string ending) =>
        Repository.Files.Where(file => file.StartsWith(Folder, StringComparison.Ordinal) && file.EndsWith(ending, StringComparison.Ordinal));

    private static async Task<TaskCatalog> StartAsync(string task)
    {
        var catalog = ExampleTask.Catalog(Repository.At(task));
        var report = await catalog.StartAsync(CancellationToken.None);
        Assert.That(report.Kind, Is.EqualTo(CatalogEvent.Live), string.Join('\n', report.Diagnostics));
        return catalog;
    }

    private sealed class ErrorLog : IEventLog
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public void Write(Severity severity, DiagnosticCode? code, string text, string? subject = null, Exception? error = null)
        {
            if (code is not null) Lines.Enqueue($"{code}: {text} {error}");
        }
    }
}
