using System.Text.Json.Nodes;
using ScriptChat.Host.Tests.Support;

namespace ScriptChat.Host.Tests.Records;

[FixtureLifeCycle(LifeCycle.SingleInstance)]
public sealed class RecordCommandTests
{
    private Folder folder = null!;
    private string conversation = "";

    /// <summary>A conversation over a real socket, in a real data folder; the runtime has ended.</summary>
    [OneTimeSetUp]
    public async Task TalkAsync()
    {
        folder = Folder.Of(Folder.Echo("v1"));
        await using var runtime = folder.Serve();
        await using (var person = await Person.ComeTypedAsync(await runtime.AddressAsync()))
        {
            await person.AskAsync("one", "v1: one");
            await person.AskAsync("two", "v1: two");
        }

        // Beside the live runtime.
        conversation = (string)JsonNode.Parse((await ExportAsync("messages")).Split('\n')[0])!["conversation"]!;
        runtime.Signal("TERM");
        await runtime.ExitAsync();
    }

    [OneTimeTearDown]
    public void Delete() => folder.Dispose();

    [Test]
    public async Task Export_AsMessages_HasWhatWasSaid()
    {
        var messages = JsonNode.Parse((await ExportAsync("messages")).Split('\n')[0])!["messages"]!.AsArray();

        Assert.That(messages.Select(message => $"{message!["role"]}: {message["content"]}"), Is.EqualTo(new[] { "user: one", "assistant: v1: one", "user: two", "assistant: v1: two" }));
    }

    [TestCase("nix", "No conversation of a task 'nix' is recorded; recorded is echo")]
    [TestCase("ecko", "No conversation of a task 'ecko' is recorded; did you mean 'echo'?")]
    public async Task Export_OfATaskThatIsNotRecorded_SaysWhichAre(string name, string hint)
    {
        var (code, said) = await RuntimeProcess.RunAsync("export", "--data", folder.Data, "--format", "csv", "--task-name", name);

        Assert.That(code, Is.Zero, said);
        Assert.That(said.Split('\n').Select(line => line.TrimEnd()), Does.Contain(hint));
    }

    [Test]
    public async Task Export_OfATaskAtAnotherTime_BlamesNotItsName()
    {
        var (code, said) = await RuntimeProcess.RunAsync("export", "--data", folder.Data, "--format", "csv", "--task-name", "echo", "--until", "2001-01-01");

        Assert.That(code, Is.Zero, said);
        Assert.That(said, Does.Contain("0 conversations").And.Not.Contain("recorded"));
    }

    [Test]
    public async Task Export_ToAFileThatIsThere_IsRefused()
    {
        var file = Path.Combine(folder.Parent, "there.csv");
        await File.WriteAllTextAsync(file, "mine");

        var (code, said) = await RuntimeProcess.RunAsync("export", "--data", folder.Data, "--format", "csv", "--out", file);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(said, Does.Contain("error SC5202"));
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo("mine"));
    }

    [Test]
    public async Task Export_ForParlai_WritesBothFiles()
    {
        var file = Path.Combine(folder.Parent, "talk.jsonl");

        var (code, said) = await RuntimeProcess.RunAsync("export", "--data", folder.Data, "--format", "parlai", "--out", file);

        Assert.That(code, Is.Zero, said);
        Assert.That(said, Does.Contain("1 conversation, 4 turns"));
        Assert.That(File.Exists(Path.ChangeExtension(file, ".metadata")));
    }

    [Test]
    public async Task Export_WithoutAJournal_SaysWhereItLooked()
    {
        var (code, said) = await RuntimeProcess.RunAsync("export", "--data", folder.Path, "--format", "csv");

        Assert.That(code, Is.EqualTo(1));
        Assert.That(said, Does.Contain("error SC5006"));
    }

    [Test]
    public async Task Export_WithoutAFolder_IsWrongUsage() =>
        Assert.That((await RuntimeProcess.RunAsync("export", "--format", "csv")).Code, Is.EqualTo(2));

    [Test]
    public async Task Replay_OnItsOwnScript_EndsWell()
    {
        var (code, said) = await RuntimeProcess.RunAsync("replay", conversation, "--data", folder.Data);

        Assert.That(code, Is.Zero, said);
        Assert.That(said, Does.Contain("Agent_0 says \"two\"").And.Contain("tells Agent_0: \"v1: two\""));
    }

    [Test]
    public async Task Replay_UntilAnEvent_StopsThere()
    {
        var (code, said) = await RuntimeProcess.RunAsync("replay", conversation, "--data", folder.Data, "--until", "2");

        Assert.That(code, Is.Zero, said);
        Assert.That(said, Does.Contain("After event 2 the world waits for agent 0").And.Not.Contain("\"two\""));
    }

    [Test]
    public async Task Replay_OnAnEditedFile_FailsAndShowsTheDifference()
    {
        var edited = Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Parent, "edited")).FullName, "echo.csx");
        await File.WriteAllTextAsync(edited, Folder.Echo("v2"));

        var (code, said) = await RuntimeProcess.RunAsync("replay", conversation, "--data", folder.Data, "--script", edited);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(said, Does.Contain("- tells Agent_0: \"v1: one\"").And.Contain("+ tells Agent_0: \"v2: one\"").And.Contain("error SC5207"));
    }

    [Test]
    public async Task Replay_OnAFileOfAnotherName_IsRefused()
    {
        var other = Path.Combine(folder.Parent, "other.csx");
        await File.WriteAllTextAsync(other, Folder.Echo("v2"));

        var (code, said) = await RuntimeProcess.RunAsync("replay", conversation, "--data", folder.Data, "--script", other);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(said, Does.Contain("error SC5206"));
    }

    [Test]
    public async Task Replay_OfAnUnknownConversation_IsRefused()
    {
        var (code, said) = await RuntimeProcess.RunAsync("replay", "nobody", "--data", folder.Data);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(said, Does.Contain("error SC5201"));
    }

    [Test]
    public async Task Replay_ToADialogue_WritesATestThatPasses()
    {
        var file = Path.Combine(folder.Parent, "retold.dialogue");

        var (code, said) = await RuntimeProcess.RunAsync("replay", conversation, "--data", folder.Data, "--to-dialogue", file);

        // It is played before it is written; a note would be at its top.
        Assert.That(code, Is.Zero, said);
        Assert.That(said, Does.Not.Contain("SC5209"));
        Assert.That(await File.ReadAllTextAsync(file), Does.Contain("Ann: two\n  : v1: two\n"));
    }

    private async Task<string> ExportAsync(string format)
    {
        var (code, said) = await RuntimeProcess.RunAsync("export", "--data", folder.Data, "--format", format);
        Assert.That(code, Is.Zero, said);
        return string.Join('\n', said.Split('\n').Where(line => line.StartsWith('{')));
    }
}
