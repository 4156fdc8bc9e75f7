using System.Runtime.CompilerServices;
using ScriptChat.Diagnostics;
using ScriptChat.Models;
using ScriptChat.Scripting;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Dialogues.Tests.Tasks;

/// <summary>The project's own tasks, compiled as they are served. Their dialogues are played by <see cref="ShippedDialogues"/>.</summary>
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

    private static TaskCatalog Open(string task) => new(Folder(task), new CatalogOptions { Watch = false, Models = Load });

    private static IResponder? Load(ModelConfig model, string folder, Func<string, IResponder?> scripts, DiagnosticBag bag) =>
        ModelKinds.Load(model.Name, model.Kind, model.Settings, new ModelPlace(model.Path, model.Line, model.Column), folder, scripts, bag);

    private static string Folder(string task, [CallerFilePath] string source = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "../../../tasks", task));
}
