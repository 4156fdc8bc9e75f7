using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Format;
using ScriptChat.Dialogues.Reading;
using ScriptChat.Dialogues.Tests.Golden;
using ScriptChat.Models;
using ScriptChat.Scripting;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Dialogues.Tests.Crashes;

/// <summary>The process dies after a record, another goes on, and nobody can tell from what they see.</summary>
[TestFixture]
internal sealed class CrashedDialogues
{
    private const int PlaysOfOne = 25;
    private const int OtherSeeds = 8;

    private readonly Dictionary<string, TaskCatalog> catalogs = [];

    private static string Root { get; } = FindRoot();

    private static IEnumerable<TestCaseData> Files => InTasks("*.dialogue")
        .Concat(Directory.EnumerateFiles(Path.Combine(Root, "tests/Dialogues/Golden"), "*.dialogue"))
        .Where(path => Comes(Read(path)))
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)
        .Select(file => new TestCaseData(file).SetArgDisplayNames(file));

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        foreach (var config in InTasks("config.toml"))
        {
            var folder = Path.GetDirectoryName(config)!;
            var catalog = new TaskCatalog(folder, new CatalogOptions { Watch = false, Models = Load });
            catalogs.Add(folder, catalog);
            var report = await catalog.StartAsync(CancellationToken.None);
            Assert.That(report.Kind, Is.EqualTo(CatalogEvent.Live), string.Join('\n', report.Diagnostics));
        }
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        foreach (var catalog in catalogs.Values) await catalog.DisposeAsync();
    }

    [TestCaseSource(nameof(Files))]
    public Task Dialogue_CrashedAfterSomeOfItsRecords_GoesAsWithout(string file) => CrashAsync(file, records =>
        records <= PlaysOfOne ? Enumerable.Range(0, records) : Some(records).Take(PlaysOfOne));

    /// <summary>dotnet test tests/Dialogues --filter "FullyQualifiedName~CrashedAfterEach"</summary>
    [TestCaseSource(nameof(Files))]
    [Explicit("Takes a while.")]
    public Task Dialogue_CrashedAfterEachOfItsRecords_GoesAsWithout(string file) => CrashAsync(file, records => Enumerable.Range(0, records));

    [TestCaseSource(nameof(Files))]
    public async Task Dialogue_CrashedTwice_GoesAsWithout(string file)
    {
        var (dialogue, module) = (Read(Path.Combine(Root, file)), ModuleOf(file));
        var whole = await WholePlay.OfAsync(dialogue, module, OtherSeeds, InTime(file));
        var random = new Random(whole.Records);
        List<string> wrong = [];
        for (var play = 0; play < 12; play++)
        {
            var first = random.Next(whole.Records);
            // Often while it is still recovering: that is where nobody looks.
            var second = first + random.Next(random.Next(2) == 0 ? 8 : whole.Records);
            var crashed = await CrashPlay.OfAsync(dialogue, module, first, second);
            if (whole.Against(crashed) is { } what) wrong.Add($"after records {first} and {second}: {what}");
        }

        Assert.That(wrong, Is.Empty);
    }

    private async Task CrashAsync(string file, Func<int, IEnumerable<int>> choose)
    {
        var (dialogue, module) = (Read(Path.Combine(Root, file)), ModuleOf(file));
        var whole = await WholePlay.OfAsync(dialogue, module, OtherSeeds, InTime(file));
        List<string> wrong = [];
        foreach (var record in choose(whole.Records))
        {
            var crashed = await CrashPlay.OfAsync(dialogue, module, record);
            if (crashed.Deaths != 1) wrong.Add($"after record {record}: it died {crashed.Deaths} times");
            if (whole.Against(crashed) is { } what) wrong.Add($"after record {record}: {what}");
        }

        TestContext.Out.WriteLine($"{whole.Records} records");
        Assert.That(wrong, Is.Empty);
    }

    // Others at each run of another length, the same at each run of this one.
    private static int[] Some(int records)
    {
        var all = Enumerable.Range(0, records).ToArray();
        new Random(records).Shuffle(all);
        return all;
    }

    // Who is in line at a restart has another minute, and who is away in line too: what they hear of the line comes later then.
    private static bool InTime(string file) => Path.GetFileName(file) is not ("chat_nobody.dialogue" or "nobody.dialogue" or "pool-backup-task.dialogue" or "pool-notice-and-timeout.dialogue" or "pool-away.dialogue");

    // A plain client has no token, so it can't come back; and a service that was told to stop does not.
    // Tries at the password are counted by a process, and recorded nowhere.
    private static bool Comes(Dialogue dialogue) => Path.GetFileName(dialogue.Path) != "password.dialogue" && !dialogue.Steps.Any(step => step.Action is Enters { Plain: true } or ServiceStops);

    // The shipped tasks, and those of the author's guide.
    private static IEnumerable<string> InTasks(string pattern) => new[] { "tasks", "worlds/Examples" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories));

    private WorldModule ModuleOf(string file)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Root, file))!;
        return catalogs.TryGetValue(folder, out var catalog) ? catalog.Current! : GoldenTask.Module;
    }

    private static Dialogue Read(string path)
    {
        var errors = new DiagnosticBag();
        return DialogueFile.Read(path, errors) ?? throw new InvalidDataException(string.Join('\n', errors));
    }

    private static IResponder? Load(ModelConfig model, string folder, Func<string, IResponder?> scripts, DiagnosticBag bag) =>
        ModelKinds.Load(model.Name, model.Kind, model.Settings, new ModelPlace(model.Path, model.Line, model.Column), folder, scripts, bag);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ScriptChat.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
