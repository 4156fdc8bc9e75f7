namespace ScriptChat.Tasks.Tests;

/// <summary>What is wrong in a file, each with its place, its code and its remedy.</summary>
public sealed class ConfigErrorTests
{
    private const string Head = "task_name = \"t\"\noverworld = \"O\"\n[tasks.a]\ntask_world = \"A\"\n";

    [Test]
    public void Read_TenErrors_AreAllSaidInTheirOrder()
    {
        var errors = TaskFolder.ErrorsOf("""
            taskName = "x"
            overworld = 3
            password = "a"
            max_workers = 0
            colour = "red"
            overworld = "Y"

            [tasks.chat]
            task_world = "A"
            timeout = -1
            agents_required = "2"
            backup_task = "ecoh"
            max-time = 3

            [tasks.echo]
            taks_world = "X"
            """);

        Assert.That(errors.Select(error => error[..error.IndexOf(':', StringComparison.Ordinal)]), Is.EqualTo(
        [
            "(1,1) SC1003", "(2,13) SC1005", "(3,1) SC1003", "(4,15) SC1006", "(5,1) SC1003", "(6,1) SC1007",
            "(10,11) SC1006", "(11,19) SC1005", "(12,15) SC1008", "(13,1) SC1003", "(16,1) SC1003",
        ]));
    }

    [Test]
    public void Read_EmptyFile_NamesEachRequiredKey()
    {
        var errors = TaskFolder.ErrorsOf("");

        Assert.That(errors, Has.Count.EqualTo(3).And.All.StartsWith("(1,1) SC1004: the file has no "));
        Assert.That(errors, Has.One.Contains("'task_name'").And.One.Contains("'overworld'").And.One.Contains("'tasks'"));
    }

    [TestCase("[tasks.b]", "(5,8) SC1004: [tasks.b] has no 'task_world'; add task_world = \"...\": The world proper.")]
    [TestCase("[opt.models.m]\nfile = 1", "(5,13) SC1004: [opt.models.m] has no 'model'; add model = \"...\": The kind of model, such as `script`.")]
    [TestCase("agents_required = 0", "(5,19) SC1006: 'agents_required' is 0; write a number of agents that is at least 1, at most 1000")]
    [TestCase("timeout = 0", "(5,11) SC1006: 'timeout' is 0; write a number of seconds that is more than 0, at most 2592000")]
    [TestCase("timeout = inf", "(5,11) SC1005: 'timeout' is a number of seconds, not a number with a point; write timeout = 300")]
    [TestCase("tick = 1979-05-27", "(5,8) SC1005: 'tick' is a number of seconds, not a date; write tick = 60")]
    [TestCase("onboard_world = \" \"", "(5,17) SC1006: 'onboard_world' is empty; take the key out, or write onboard_world = \"...\"")]
    [TestCase("[opt]\npassword = 12", "(6,12) SC1005: 'password' is text, not a whole number; write password = \"...\"")]
    [TestCase("[opt]\ndebug = \"yes\"", "(6,9) SC1005: 'debug' is true or false, not text in quotes; write debug = true")]
    [TestCase("[opt.models]\nm = \"script\"", "(6,1) SC1005: 'm' in [opt.models] is not a table; write [opt.models.m] with its keys under it")]
    [TestCase("[[additional_args]]\na = 1", "(5,3) SC1005: 'additional_args' is a table, not a list; write a table [additional_args]")]
    [TestCase("backup_task = \"a\"", "(5,15) SC1008: backup_task of 'a' is the task itself; name another, or take the key out: people then go to the overworld")]
    [TestCase("[tasks.Exit]\ntask_world = \"A\"", "(5,8) SC1009: no task can be called 'Exit': an overworld that returns EXIT leaves the service; choose another name")]
    [TestCase("[tasks._A]\ntask_world = \"A\"", "(5,8) SC1009: '_A' and 'a' at (3,8) are the same name, as case and underscores do not count; rename one")]
    [TestCase("[tasks.\"\"]\ntask_world = \"A\"", "(5,8) SC1009: a task needs a name; write [tasks.NAME]")]
    [TestCase("[tasks.a]\ntick = 1", "(5,8) SC1007: 'tasks.a' stands twice, first at (3,8); keep one of the two")]
    [TestCase("task_world = \"B\"", "(5,1) SC1007: 'tasks.a.task_world' stands twice, first at (4,1); keep one of the two")]
    [TestCase("[opt]\nx = { y = 1, y = 2 }", "(6,14) SC1007: 'opt.x.y' stands twice, first at (6,7); keep one of the two")]
    public void Read_OneError_IsSaidAtItsPlace(string addition, string expected)
    {
        Assert.That(TaskFolder.ErrorsOf(Head + addition), Is.EqualTo([expected]));
    }

    [TestCase("session_lifetime = 0", "(1,20) SC1006: 'session_lifetime' is 0; write a number of seconds that is more than 0, at most 2592000")]
    [TestCase("session_lifetime = \"1d\"", "(1,20) SC1005: 'session_lifetime' is a number of seconds, not text in quotes; write session_lifetime = 86400")]
    [TestCase("session_timeout = 5", "(1,1) SC1003: unknown key 'session_timeout' in the file; did you mean 'session_lifetime'?")]
    [TestCase("reload = \"repaly\"", "(1,10) SC1006: 'reload' is 'repaly'; did you mean 'replay'?")]
    [TestCase("reload = \"Keep\"", "(1,10) SC1006: 'reload' is 'Keep'; did you mean 'keep'?")]
    [TestCase("reload = \"never\"", "(1,10) SC1006: 'reload' is 'never'; write 'replay' or 'keep'")]
    [TestCase("reload = false", "(1,10) SC1005: 'reload' is text, not true or false; write reload = \"replay\"")]
    public void Read_OneErrorAtTheTop_IsSaidAtItsPlace(string line, string expected)
    {
        Assert.That(TaskFolder.ErrorsOf($"{line}\n{Head}"), Is.EqualTo([expected]));
    }

    [Test]
    public void Read_ReloadReplay_IsReplay()
    {
        Assert.That(TaskFolder.Good($"reload = \"replay\"\n{Head}").Reload, Is.EqualTo(ReloadMode.Replay));
    }

    [TestCase("max_time = 5", "'max_time' in [tasks.a]; did you mean 'timeout'?")]
    [TestCase("max_time_in_pool = 5", "'max_time_in_pool' in [tasks.a]; did you mean 'timeout'?")]
    [TestCase("tiemout = 5", "'tiemout' in [tasks.a]; did you mean 'timeout'?")]
    [TestCase("task = \"B\"", "'task' in [tasks.a]; did you mean 'task_world'?")]
    [TestCase("backupTask = \"a\"", "'backupTask' in [tasks.a]; did you mean 'backup_task'?")]
    [TestCase("agents-required = 5", "'agents-required' in [tasks.a]; did you mean 'agents_required'?")]
    [TestCase("max_workers = 5", "'max_workers' in [tasks.a]; 'max_workers' belongs in the top of the file")]
    [TestCase("zebra = 5", "'zebra' in [tasks.a]; known here: task_world, onboard_world, agents_required, timeout, response_timeout, backup_task, tick")]
    [TestCase("[opt]\nis_debug = true", "'is_debug' in [opt]; did you mean 'debug'?")]
    [TestCase("[opts]\nx = true", "'opts' in the file; did you mean 'opt'?")]
    [TestCase("[zebra]\nx = true", "'zebra' in the file; settings of your own belong in [opt]")]
    public void Read_UnknownKey_IsToldWhatWasMeant(string addition, string expected)
    {
        Assert.That(TaskFolder.ErrorsOf(Head + addition).Single(), Does.EndWith($" SC1003: unknown key {expected}"));
    }

    [Test]
    public void Read_OwnKeysOfOptAndModels_AreFree()
    {
        Assert.That(TaskFolder.ErrorsOf(Head + "[opt]\ncolour = 1\n[opt.models.m]\nmodel = 'x'\ntemperature = 0.7\n[additional_args]\nown = 1"), Is.Empty);
    }

    [Test]
    public void Read_BackupTasksInACircle_AreSaidOnce()
    {
        var errors = TaskFolder.ErrorsOf(Head + "backup_task = \"b\"\n[tasks.b]\ntask_world = \"B\"\nbackup_task = \"c\"\n[tasks.c]\ntask_world = \"C\"\nbackup_task = \"a\"\n[tasks.d]\ntask_world = \"D\"\nbackup_task = \"a\"\n");

        Assert.That(errors, Is.EqualTo(["(5,15) SC1008: backup_task leads round in a circle: a -> b -> c -> a; take the key out of one of them"]));
    }

    [TestCase("nix.csx", "the folder has worlds.csx")]
    [TestCase("wrlds.csx", "did you mean 'worlds.csx'?")]
    [TestCase("../worlds.csx", "name a file in the task's folder")]
    public void Read_WorldModuleThatIsNotThere_IsToldWhatThereIs(string module, string remedy)
    {
        using var folder = new TaskFolder($"world_module = \"{module}\"\n{Head}");
        folder.Write("worlds.csx", "");
        var bag = new ScriptChat.Diagnostics.DiagnosticBag();

        Assert.That(ConfigReader.Read(folder.Path, bag), Is.Null);
        Assert.That(bag.Single().ToString(), Does.EndWith($"config.toml(1,16): error SC1010: there is no world_module '{module}'; {remedy}"));
    }

    [TestCase("a/b")]
    [TestCase("..")]
    [TestCase("a\\u0000b")]
    public void Read_TaskNameThatIsNoFolderName_IsRefused(string name)
    {
        Assert.That(TaskFolder.ErrorsOf($"task_name = \"{name}\"\noverworld = \"O\"\ntasks.a.task_world = \"A\"\n").Single(), Does.StartWith("(1,13) SC1009"));
    }
}
