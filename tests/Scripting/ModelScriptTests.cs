using ScriptChat.Diagnostics;
using ScriptChat.Scripting.Tests.Fakes;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Scripting.Tests;

/// <summary>Models that are scripts.</summary>
[TestFixture]
internal sealed class ModelScriptTests
{
    private static readonly ModelLoader Loader = (model, _, scripts, _) => scripts((string)model.Settings["model_file"]!);

    [TestCase("string respond(ModelRequest request) => \"you said \" + request.Text;")]
    [TestCase("async Task<Message> RespondAsync(ModelRequest request, CancellationToken stop) { await Task.Yield(); return new Message { Text = $\"you said {request.Text}\" }; }")]
    [TestCase("var words = \"you said \"; ValueTask<string> respond(ModelRequest request) => new(words + request.Text);")]
    [TestCase("class Bot : IResponder { public async Task<Message> RespondAsync(ModelRequest request, CancellationToken stop) => new Message { Text = \"you said \" + request.Text }; }")]
    public async Task ModelScript_Answers(string text)
    {
        using var folder = Folder(text);

        var module = await folder.LoadAsync(Loader);
        var request = new ModelRequest { History = [new Message { Text = "hi" }], Id = "bot", Random = new Random(1), Info = new ReadOnlyData() };
        var answer = await module.Models["bot"].RespondAsync(request, CancellationToken.None);

        Assert.That(answer.Text, Is.EqualTo("you said hi"));
    }

    [TestCase("SC2011", "int x = 1;")]
    [TestCase("SC2003", "int respond(ModelRequest request) => 1;")]
    public async Task ModelScriptThatCannotAnswer_IsAnError(string code, string text)
    {
        using var folder = Folder(text);

        Assert.That((await folder.OneErrorAsync()).Code, Is.EqualTo(code));
    }

    [Test]
    public async Task MissingModelScript_IsSaidAtItsTable()
    {
        using var folder = Folder("string respond(ModelRequest request) => \"\";");
        File.Move(folder.At("bot.csx"), folder.At("boot.csx"));

        var error = await folder.OneErrorAsync();

        Assert.That((error.Code, error.Path), Is.EqualTo((ScriptCodes.MissingScript.Id, folder.At("config.toml"))));
        Assert.That(error.Line, Is.GreaterThan(0));
        Assert.That(error.Message, Does.EndWith("did you mean 'boot.csx'?"));
    }

    [Test]
    public async Task LoaderThatThrows_BreaksTheVersion()
    {
        using var folder = Folder("string respond(ModelRequest request) => \"\";");
        await using var catalog = folder.Catalog(models: (_, _, _, _) => throw new FormatException("no model"));

        var report = await catalog.StartAsync(CancellationToken.None);

        Assert.That(report.Diagnostics.Single().Code, Is.EqualTo(ScriptCodes.ModelFailed.Id));
    }

    [Test]
    public async Task Check_SaysWhatIsWrongWithAModel_WithoutLoadingIt()
    {
        using var folder = Folder("string respond(ModelRequest request) => \"\";");
        await using var catalog = new TaskCatalog(folder.Path, new CatalogOptions
        {
            Watch = false,
            Models = (_, _, _, _) => throw new InvalidOperationException("loaded"),
            CheckModel = (model, _, bag) => bag.Add(ModelCodes.UnknownKind, $"{model.Name} is of no kind", model.Path, model.Line, model.Column),
        });

        var report = await catalog.CheckAsync(CancellationToken.None);

        Assert.That(report.Kind, Is.EqualTo(CatalogEvent.Broken));
        Assert.That(report.Diagnostics.Select(item => item.ToString()), Is.EqualTo(new[] { $"{folder.At("config.toml")}(7,13): error SC6001: bot is of no kind" }));
    }

    private static TaskFolder Folder(string text) => new(
        ("bot.csx", text),
        ("echo.csx", "void parley() { } bool episode_done() => true;"),
        ("config.toml", TaskFolder.Config("menu", "echo", "[opt.models.bot]\nmodel = \"script\"\nmodel_file = \"bot.csx\"")));
}
