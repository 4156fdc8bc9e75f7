using System.Text.Json.Nodes;
using ScriptChat.Actors.Work;
using ScriptChat.Engine;
using ScriptChat.Engine.Options;
using ScriptChat.Journal;
using ScriptChat.Messages;
using ScriptChat.Scripting;

namespace ScriptChat.Inspection.Tests;

/// <summary>A task whose overworld leads to whatever somebody says, and people in it. All happens on the test's thread.</summary>
internal sealed class InspectedTask : IAsyncDisposable
{
    private readonly string folder;
    private readonly TaskCatalog catalog;
    private readonly ManualWork work = new();
    private readonly ChatEngine engine;
    private long connections;

    private InspectedTask(string folder, TaskCatalog catalog)
    {
        this.folder = folder;
        this.catalog = catalog;
        engine = new ChatEngine(new EngineOptions { Catalog = catalog, Journal = new MemoryJournal(), Work = work });
        Inspector = new ConversationInspector(engine);
        Brancher = new ConversationBrancher(engine);
    }

    public ConversationInspector Inspector { get; }

    public ConversationBrancher Brancher { get; }

    /// <summary>A task with one world, in <c>world.csx</c>.</summary>
    public static async Task<InspectedTask> OfAsync(string script, string more = "")
    {
        var place = Directory.CreateTempSubdirectory("scriptchat-inspection-").FullName;
        await File.WriteAllTextAsync(Path.Combine(place, "config.toml"), $"task_name = \"test\"\noverworld = \"menu\"\n[tasks.t]\ntask_world = \"world\"\n{more}\n");
        await File.WriteAllTextAsync(Path.Combine(place, "menu.csx"), "async Task<string?> parley() => (await Agent.ActAsync()).Text;\nbool episode_done() => false;\n");
        await File.WriteAllTextAsync(Path.Combine(place, "world.csx"), script);
        var made = new TaskCatalog(place, new CatalogOptions { Watch = false, Models = (_, _, _, _) => null });
        var report = await made.StartAsync(CancellationToken.None);
        Assert.That(report.Kind, Is.EqualTo(CatalogEvent.Live), string.Join('\n', report.Diagnostics));
        return new InspectedTask(place, made);
    }

    /// <summary>Somebody comes, and says things.</summary>
    public PersonId Come(string name, params IEnumerable<string> words)
    {
        var person = new PersonId("test", name);
        var connection = ++connections;
        Bring(person, new Connected(connection, Resume: false, null, Keeps: true, Opens: true));
        foreach (var word in words) Bring(person, new Said(connection, null, word));
        return person;
    }

    public async Task<JsonObject> LookAsync(PersonId person) => (await Inspector.LookAsync(person, null, CancellationToken.None))!;

    /// <summary>The lines at which somebody's world waits, innermost first: <c>5 in parley</c>.</summary>
    public async Task<string[]> PlacesAsync(PersonId person) =>
        [.. (await LookAsync(person))["now"]!["places"]!.AsArray().Select(place => $"{place!["line"]} in {place["function"]}")];

    public async ValueTask DisposeAsync()
    {
        await Inspector.DisposeAsync();
        await engine.DisposeAsync();
        await catalog.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private void Bring(PersonId person, Arrival arrival)
    {
        engine.Receive(person, arrival);
        work.RunAll();
    }
}
