using System.Runtime.CompilerServices;
using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Play;
using ScriptChat.Dialogues.Reading;
using ScriptChat.Models;
using ScriptChat.Scripting;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Dialogues.Tests.Tasks;

/// <summary>The project's own tasks, compiled as they are served, and their dialogues.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class TaskDialogues
{
    private static readonly string[] Names = ["chatbot", "overworld_demo", "qa_data_collection"];

    private readonly Dictionary<string, TaskCatalog> catalogs = [];

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        foreach (var task in Names)
        {
            catalogs[task] = Open(task);
            var report = await catalogs[task].StartAsync(CancellationToken.None);
            Assert.That(report.Kind, Is.EqualTo(CatalogEvent.Live), string.Join('\n', report.Diagnostics));
        }
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        foreach (var catalog in catalogs.Values) await catalog.DisposeAsync();
    }

    [TestCaseSource(nameof(Names))]
    public async Task Task_Compiled_HasNothingToComplainOf(string task)
    {
        var report = await catalogs[task].CheckAsync(CancellationToken.None);

        Assert.That(report.Kind, Is.EqualTo(CatalogEvent.Live));
        Assert.That(report.Diagnostics.Select(item => item.ToString()), Is.Empty);
    }

    [TestCaseSource(nameof(Files))]
    public async Task Dialogue_Played_GoesAsWritten(string task, string file)
    {
        var errors = new DiagnosticBag();
        var dialogue = DialogueFile.Read(Path.Combine(Folder(task), file), errors);
        Assert.That(errors.Select(error => error.ToString()), Is.Empty);

        var result = await new DialoguePlayer().PlayAsync(dialogue!, catalogs[task]);

        Assert.That(result.Passed, result.ToText());
    }

    [Test]
    public async Task SmallTalk_RandomTalk_NeverRepeatsItselfSoon()
    {
        string[] words =
        [
            "hello", "Ada", "my name is Ada", "I am sad", "my dog is ill", "yes", "no", "because I like him", "I need a rest", "I can't sleep",
            "why?", "hm", "it rains", "I like tea", "you are a bot", "never", "what is my name?", "thanks", "bye", "", "🙂", "(.+) {0} \\",
        ];
        var bot = catalogs["chatbot"].Current!.Models["small_talk"];
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            List<Message> history = [];
            List<string> own = [];
            for (var turn = 0; turn < 20; turn++)
            {
                var request = new ModelRequest { History = history, Id = "Bot", Random = random, Info = new ReadOnlyData() };
                var answer = (await bot.RespondAsync(request, CancellationToken.None)).Text;
                Assert.That(answer, Is.Not.Empty.And.Not.Contains("{0}").And.Not.Contains("{name}"), $"seed {seed}, turn {turn}");
                Assert.That(own.TakeLast(3), Has.None.EqualTo(answer), $"seed {seed}, turn {turn}");
                own.Add(answer);
                history.Add(new Message { Id = "Bot", Text = answer });
                history.Add(new Message { Id = "Agent_0", Text = words[random.Next(words.Length)] });
            }
        }
    }

    private static IEnumerable<TestCaseData> Files() =>
        from task in Names
        from path in Directory.EnumerateFiles(Folder(task), "*.dialogue").Order(StringComparer.Ordinal)
        select new TestCaseData(task, Path.GetFileName(path)).SetArgDisplayNames(task, Path.GetFileNameWithoutExtension(path));

    private static TaskCatalog Open(string task) => new(Folder(task), new CatalogOptions { Watch = false, Models = Load });

    private static IResponder? Load(ModelConfig model, string folder, Func<string, IResponder?> scripts, DiagnosticBag bag) =>
        ModelKinds.Load(model.Name, model.Kind, model.Settings, new ModelPlace(model.Path, model.Line, model.Column), folder, scripts, bag);

    private static string Folder(string task, [CallerFilePath] string source = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "../../../tasks", task));
}
