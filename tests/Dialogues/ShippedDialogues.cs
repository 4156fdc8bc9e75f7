using System.Collections.Concurrent;
using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Play;
using ScriptChat.Dialogues.Reading;
using ScriptChat.Models;
using ScriptChat.Scripting;
using ScriptChat.Worlds;

namespace ScriptChat.Dialogues.Tests;

/// <summary>Plays every dialogue that ships with a task against that task, compiled as it is when it is served.</summary>
[TestFixture]
internal sealed class ShippedDialogues
{
    private readonly ConcurrentDictionary<string, Task<TaskCatalog>> catalogs = new();

    private static string Tasks { get; } = Path.Combine(FindRepository(), "tasks");

    private static IEnumerable<TestCaseData> Dialogues() => Directory.EnumerateFiles(Tasks, "*.dialogue", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Tasks, path).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)
        .Select(file => new TestCaseData(file).SetArgDisplayNames(file));

    private static IEnumerable<string> Folders() => Directory.EnumerateFiles(Tasks, "config.toml", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Tasks, Path.GetDirectoryName(path)!))
        .Order(StringComparer.Ordinal);

    [OneTimeTearDown]
    public async Task DisposeCatalogs()
    {
        foreach (var catalog in catalogs.Values) await (await catalog).DisposeAsync();
    }

    [TestCaseSource(nameof(Dialogues))]
    public async Task Dialogue_PlayedAgainstItsTask_GoesAsWritten(string file)
    {
        var path = Path.Combine(Tasks, file);
        var errors = new DiagnosticBag();
        var dialogue = DialogueFile.Read(path, errors);
        Assert.That(errors.Select(error => error.ToString()), Is.Empty);

        var catalog = await catalogs.GetOrAdd(FolderOf(path), StartAsync);
        var result = await new DialoguePlayer().PlayAsync(dialogue!, catalog);
        Assert.That(result.Passed, result.ToText());
    }

    [TestCaseSource(nameof(Folders))]
    public void Task_Shipped_HasADialogue(string folder) =>
        Assert.That(Directory.EnumerateFiles(Path.Combine(Tasks, folder), "*.dialogue", SearchOption.AllDirectories), Is.Not.Empty);

    private static async Task<TaskCatalog> StartAsync(string folder)
    {
        var catalog = new TaskCatalog(folder, new CatalogOptions { Watch = false, Models = Load });
        var report = await catalog.StartAsync(CancellationToken.None);
        // The compiler's warnings are for the author who saves; what counts here is that the task goes live.
        Assert.That(report.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).Select(diagnostic => diagnostic.ToString()), Is.Empty);
        Assert.That(report.Kind, Is.EqualTo(CatalogEvent.Live));
        return catalog;
    }

    private static IResponder? Load(
        ScriptChat.Tasks.ModelConfig model, string folder, Func<string, IResponder?> scripts, DiagnosticBag diagnostics) =>
        ModelKinds.Load(model.Name, model.Kind, model.Settings, new ModelPlace(model.Path, model.Line, model.Column), folder, scripts, diagnostics);

    private static string FolderOf(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        while (!File.Exists(Path.Combine(folder, "config.toml"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ScriptChat.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
