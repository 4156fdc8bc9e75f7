using ScriptChat.Diagnostics;
using ScriptChat.Tasks;

namespace ScriptChat.Scripting.Tests.Fakes;

/// <summary>A task folder of a test's own.</summary>
internal sealed class TaskFolder : IDisposable
{
    public const string Menu = """
        async Task<string?> parley() => (await Agent.ActAsync()).Text;
        bool episode_done() => false;

        """;

    private readonly string parent = Directory.CreateTempSubdirectory("scriptchat-").FullName;

    public TaskFolder(params IEnumerable<(string Name, string Text)> files)
    {
        Directory.CreateDirectory(Path);
        Write("config.toml", Config("menu", "echo"));
        Write("menu.csx", Menu);
        foreach (var (name, text) in files) Write(name, text);
    }

    /// <summary>Whether its scripts are compiled for people who talk.</summary>
    public bool Optimize { get; set; }

    public string Path => System.IO.Path.Combine(parent, "task");

    public string Beside => System.IO.Path.Combine(parent, "beside");

    public string Cache => System.IO.Path.Combine(parent, "cache");

    public string Versions => System.IO.Path.Combine(parent, "versions");

    public static string Config(string overworld, string world, string more = "") =>
        $"""
        task_name = "test"
        overworld = "{overworld}"

        [tasks.echo]
        task_world = "{world}"

        {more}
        """;

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Write(string name, string text)
    {
        var path = At(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public TaskCatalog Catalog(bool watch = false, bool cached = false, ModelLoader? models = null) => new(Path, Options(models) with
    {
        Watch = watch,
        Optimize = Optimize,
        CacheFolder = cached ? Cache : null,
    });

    /// <summary>A catalog that keeps versions.</summary>
    public TaskCatalog Keeping(Func<CatalogOptions, CatalogOptions>? change = null)
    {
        var options = Options(null) with { VersionsFolder = Versions };
        return new TaskCatalog(Path, change?.Invoke(options) ?? options);
    }

    public async Task<CatalogReport> CheckAsync()
    {
        await using var catalog = Catalog();
        return await catalog.CheckAsync(CancellationToken.None);
    }

    public async Task<WorldModule> LoadAsync(ModelLoader? models = null)
    {
        await using var catalog = Catalog(models: models);
        var report = await catalog.StartAsync(CancellationToken.None);
        Assert.That(report.Kind, Is.EqualTo(CatalogEvent.Live), string.Join('\n', report.Diagnostics));
        return catalog.Current!;
    }

    public async Task<(WorldInstance World, FakeAgent Agent)> EnterAsync(string world = "echo", ModelLoader? models = null)
    {
        var module = await LoadAsync(models);
        var agent = new FakeAgent(module.Json);
        return (await module.Find(world)!.Create(FakeConversation.Of(module, agent)), agent);
    }

    public async Task<Diagnostic> OneErrorAsync()
    {
        var report = await CheckAsync();
        Diagnostic[] errors = [.. report.Diagnostics.Where(item => item.Severity == Severity.Error)];
        Assert.That(errors, Has.Length.EqualTo(1), string.Join('\n', report.Diagnostics));
        return errors[0];
    }

    private static CatalogOptions Options(ModelLoader? models) => new() { Watch = false, Models = models ?? ((_, _, _, _) => null) };

    public void Dispose() => Directory.Delete(parent, recursive: true);
}
