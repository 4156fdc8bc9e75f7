using System.Text.Json.Nodes;
using ScriptChat.Diagnostics;

namespace ScriptChat.Tasks.Tests;

public sealed class ConfigReaderTests
{
    private const string Full = """
        task_name    = "overworld_demo"
        overworld    = "Overworld"
        max_workers  = 30
        conversations = 500
        reconnect_grace = 20
        session_lifetime = 3600.5
        reload = "keep"

        [tasks.chat]
        onboard_world    = "ChatOnboardWorld"
        task_world       = "ChatTaskWorld"
        agents_required  = 2
        timeout          = 300
        response_timeout = 120.5
        backup_task      = "echo"
        tick             = 10

        [tasks.echo]
        task_world = "EchoTaskWorld"

        [opt]
        password = "ParlAI"
        debug    = true
        greeting = "hi"
        opened   = 1979-05-27T07:32:00Z
        day      = 1979-05-27
        sizes    = [1, 2.5, { deep = true }]

        [opt.models.small_talk]
        model      = "script"
        model_file = "small_talk.csx"

        [additional_args]
        page_id = 1
        own = "x"
        """;

    [Test]
    public void Read_EveryKey_GivesEveryValue()
    {
        var config = TaskFolder.Good(Full);

        Assert.Multiple(() =>
        {
            Assert.That(config.TaskName, Is.EqualTo("overworld_demo"));
            Assert.That(config.Overworld, Is.EqualTo("Overworld"));
            Assert.That(config.MaxWorkers, Is.EqualTo(30));
            Assert.That(config.Conversations, Is.EqualTo(500));
            Assert.That(config.ReconnectGrace, Is.EqualTo(TimeSpan.FromSeconds(20)));
            Assert.That(config.SessionLifetime, Is.EqualTo(TimeSpan.FromSeconds(3600.5)));
            Assert.That(config.Reload, Is.EqualTo(ReloadMode.Keep));
            Assert.That(config.Password, Is.EqualTo("ParlAI"));
            Assert.That(config.Debug, Is.True);
            Assert.That(config.Tasks.Keys, Is.EqualTo(["chat", "echo"]), "in the order of the file");
            Assert.That(config.Tasks["chat"], Is.EqualTo(new TaskEntry
            {
                Name = "chat",
                OnboardWorld = "ChatOnboardWorld",
                TaskWorld = "ChatTaskWorld",
                AgentsRequired = 2,
                Timeout = TimeSpan.FromSeconds(300),
                ResponseTimeout = TimeSpan.FromSeconds(120.5),
                BackupTask = "echo",
                Tick = TimeSpan.FromSeconds(10),
            }));
            Assert.That(config.AdditionalArgs.ToJsonString(), Is.EqualTo("""{"page_id":1,"own":"x"}"""));
        });
    }

    [Test]
    public void Read_OnlyWhatIsRequired_GivesDefaults()
    {
        var config = TaskFolder.Good("""
            task_name = "t"
            overworld = "O"
            tasks.a.task_world = "A"
            """);

        Assert.Multiple(() =>
        {
            Assert.That(config.WorldModule, Is.Null);
            Assert.That(config.MaxWorkers, Is.EqualTo(1000));
            Assert.That(config.Conversations, Is.Null);
            Assert.That(config.ReconnectGrace, Is.EqualTo(TimeSpan.FromSeconds(15)));
            Assert.That(config.SessionLifetime, Is.EqualTo(TimeSpan.FromDays(1)));
            Assert.That(config.Reload, Is.Null, "the host chooses");
            Assert.That(config.Tasks["a"], Is.EqualTo(new TaskEntry { Name = "a", TaskWorld = "A" }));
            Assert.That(config.Password, Is.Null);
            Assert.That(config.Opt, Is.Empty);
            Assert.That(config.Models, Is.Empty);
        });
    }

    [Test]
    public void Read_Opt_IsJsonWithoutThePassword()
    {
        var expected = JsonNode.Parse("""
            {"debug":true,"greeting":"hi","opened":"1979-05-27T07:32:00Z","day":"1979-05-27","sizes":[1,2.5,{"deep":true}],
             "models":{"small_talk":{"model":"script","model_file":"small_talk.csx"}}}
            """);

        Assert.That(JsonNode.DeepEquals(TaskFolder.Good(Full).Opt, expected), Is.True);
    }

    [Test]
    public void Read_Model_KeepsItsSettingsAndItsPlace()
    {
        var model = TaskFolder.Good(Full).Models["small_talk"];

        Assert.Multiple(() =>
        {
            Assert.That(model.Kind, Is.EqualTo("script"));
            Assert.That(model.Settings["model_file"]!.GetValue<string>(), Is.EqualTo("small_talk.csx"));
            Assert.That((model.Line, model.Column), Is.EqualTo((29, 13)));
            Assert.That(model.Path, Does.EndWith("config.toml"));
        });
    }

    [Test]
    public void PlaceOf_AWorldsName_IsWhereItStands()
    {
        var config = TaskFolder.Good(Full);

        Assert.Multiple(() =>
        {
            Assert.That(config.PlaceOf("overworld"), Is.EqualTo(new ConfigPlace(2, 16)));
            Assert.That(config.PlaceOf("tasks.chat.task_world"), Is.EqualTo(new ConfigPlace(11, 20)));
            Assert.That(config.PlaceOf("tasks.chat.nothing"), Is.EqualTo(default(ConfigPlace)));
        });
    }

    [Test]
    public void Read_DatesBareKeysAndByteOrderMark_AreRead()
    {
        var config = TaskFolder.Good("\uFEFFtask_name = \"t\"\r\noverworld = 'O'\r\n[tasks.\"a task\"]\r\ntask_world = \"\"\"A\"\"\"\r\n");

        Assert.That(config.Tasks["a task"].TaskWorld, Is.EqualTo("A"));
    }

    [Test]
    public void Read_FolderThatIsNotThere_SaysSo()
    {
        var bag = new DiagnosticBag();

        Assert.That(ConfigReader.Read("/no/such/folder", bag), Is.Null);
        Assert.That(bag.Single().ToString(), Is.EqualTo("/no/such/folder: error SC1001: there is no such folder; name a task's folder, one that holds a config.toml"));
    }

    [Test]
    public void Read_FolderOfTasks_NamesTheTasksInIt()
    {
        using var folder = new TaskFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "chatbot"));
        folder.Write("chatbot/config.toml", Full);
        var bag = new DiagnosticBag();

        Assert.That(ConfigReader.Read(folder.Path, bag), Is.Null);
        Assert.That(bag.Single().Code, Is.EqualTo("SC1001"));
        Assert.That(bag.Single().Message, Does.EndWith($"such as {Path.GetFileName(folder.Path)}/chatbot"));
    }

    [Test]
    public void Read_BytesThatAreNotUtf8_SaysSo()
    {
        using var folder = new TaskFolder();
        File.WriteAllBytes(Path.Combine(folder.Path, "config.toml"), [0x61, 0x3d, 0xff, 0xfe]);
        var bag = new DiagnosticBag();

        Assert.That(ConfigReader.Read(folder.Path, bag), Is.Null);
        Assert.That(bag.Single().Message, Does.Contain("UTF-8"));
    }
}
