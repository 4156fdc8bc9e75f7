using System.Text.Json.Nodes;
using ScriptChat.Diagnostics;
using ScriptChat.Models;
using ScriptChat.Worlds;

namespace ScriptChat.Tasks.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ModelKindsTests
{
    private readonly TaskFolder folder = new();
    private readonly DiagnosticBag bag = [];

    [SetUp]
    public void WriteScripts() => folder.Write("bot.csx", "");

    [TearDown]
    public void Remove() => folder.Dispose();

    [TestCase("bot.csx")]
    [TestCase("./bot.csx")]
    public async Task Load_ScriptWithRespond_GivesItsResponder(string file)
    {
        var responder = Load("script", new() { ["model_file"] = file }, _ => new Parrot());

        Assert.That(bag, Is.Empty);
        var answer = await responder!.RespondAsync(new ModelRequest
        {
            History = [new Message { Text = "hi" }],
            Id = "Bot",
            Random = new Random(1),
            Info = new ReadOnlyData(),
        }, CancellationToken.None);
        Assert.That(answer.Text, Is.EqualTo("hi"));
    }

    [Test]
    public void Load_Script_IsAskedForByItsNameInTheFolder()
    {
        List<string> asked = [];
        Load("script", new() { ["model_file"] = "./bot.csx" }, file =>
        {
            asked.Add(file);
            return new Parrot();
        });

        Assert.That(asked, Is.EqualTo(["bot.csx"]));
    }

    [Test]
    public void Load_UnknownKind_ListsTheKinds()
    {
        Assert.That(Load("gpt", []), Is.Null);
        Assert.That(bag.Single().ToString(), Is.EqualTo("config.toml(7,3): error SC6001: the model 'm' is of the unknown kind 'gpt'; known kinds: script"));
    }

    [Test]
    public void Load_ScriptWithoutFile_SaysWhatToAdd()
    {
        Assert.That(Load("script", []), Is.Null);
        Assert.That(bag.Single().ToString(), Is.EqualTo("config.toml(7,3): error SC6002: the model 'm' has no model_file; add model_file = \"m.csx\""));
    }

    [TestCase("nix.csx", "the model_file of the model 'm' is not there: nix.csx; write the file, or name one that is in the task's folder")]
    [TestCase("../bot.csx", "the model_file of the model 'm' is '../bot.csx'; name a file in the task's folder")]
    public void Load_FileThatIsNotThere_SaysSo(string file, string message)
    {
        Assert.That(Load("script", new() { ["model_file"] = file }), Is.Null);
        Assert.That(bag.Single().ToString(), Is.EqualTo($"config.toml(7,3): error SC6003: {message}"));
    }

    [Test]
    public void Load_ScriptWithoutRespond_SaysWhatToWrite()
    {
        Assert.That(Load("script", new() { ["model_file"] = "bot.csx" }), Is.Null);
        Assert.That(bag.Single().Code, Is.EqualTo("SC6004"));
        Assert.That(bag.Single().Message, Does.EndWith("write 'string respond(ModelRequest request)' in it"));
    }

    [TestCase("gpt", "bot.csx", "SC6001")]
    [TestCase("script", null, "SC6002")]
    [TestCase("script", "nix.csx", "SC6003")]
    [TestCase("script", "bot.csx", null)]
    public void Check_SaysWhatLoadingWould_WithoutLoading(string kind, string? file, string? code)
    {
        var settings = file is null ? new JsonObject() : new JsonObject { ["model_file"] = file };

        ModelKinds.Check("m", kind, settings, new ModelPlace("config.toml", 7, 3), folder.Path, bag);

        Assert.That(bag.Select(item => item.Code), Is.EqualTo(code is null ? [] : new[] { code }));
    }

    private IResponder? Load(string kind, JsonObject settings, Func<string, IResponder?>? scripts = null) =>
        ModelKinds.Load("m", kind, settings, new ModelPlace("config.toml", 7, 3), folder.Path, scripts ?? (_ => null), bag);

    private sealed class Parrot : IResponder
    {
        public Task<Message> RespondAsync(ModelRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(new Message { Text = request.Text });
    }
}
