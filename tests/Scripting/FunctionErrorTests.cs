using ScriptChat.Diagnostics;
using ScriptChat.Scripting.Tests.Fakes;

namespace ScriptChat.Scripting.Tests;

/// <summary>What is wrong with a task's functions and names is said with code, place and remedy.</summary>
[TestFixture]
internal sealed class FunctionErrorTests
{
    private const string Good = "void parley() { } bool episode_done() => true;\n";

    [TestCase("SC2001", 1, 1, "void parley() { }", TestName = "FileWithoutEpisodeDone_IsMissingIt")]
    [TestCase("SC2001", 1, 7, "class Echo { void parley() { } }", TestName = "ClassWithoutEpisodeDone_IsMissingIt")]
    [TestCase("SC2001", 1, 7, "class Echo(WorldContext c) : World(c) { public override bool EpisodeDone() => true; }", TestName = "BaseParley_ThatNobodyOverrode_IsMissing")]
    [TestCase("SC2003", 1, 5, "int parley() => 1; bool episode_done() => true;", TestName = "ParleyThatGivesAnInt_IsWrong")]
    [TestCase("SC2003", 1, 6, "void parley(int x) { } bool episode_done() => true;", TestName = "ParleyWithAParameter_IsWrong")]
    [TestCase("SC2003", 1, 12, "async void parley() => await Task.Yield(); bool episode_done() => true;", TestName = "AsyncVoidParley_IsWrong")]
    [TestCase("SC2003", 1, 25, "class Echo { async void Parley() => await Task.Yield(); bool EpisodeDone() => true; }", TestName = "AsyncVoidParleyOfAClass_IsWrong")]
    [TestCase("SC2003", 2, 6, Good + "void on_leave(string who) { }", TestName = "OnLeaveOfAString_IsWrong")]
    [TestCase("SC2003", 2, 12, Good + "static int eligibility(AgentState s) => 1;", TestName = "EligibilityThatGivesAnInt_IsWrong")]
    [TestCase("SC2003", 2, 8, Good + "string data(int x) => \"\";", TestName = "DataWithAParameter_IsWrong")]
    [TestCase("SC2004", 2, 6, Good + "bool eligibility(AgentState s) => true;", TestName = "EligibilityOfAnInstance_IsWrong")]
    [TestCase("SC2004", 2, 8, Good + "object module_initialize() => 1;", TestName = "ModuleInitializeOfAnInstance_IsWrong")]
    [TestCase("SC2008", 1, 7, "class Echo { public Echo(Guid id) { } void parley() { } bool episode_done() => true; }", TestName = "ConstructorWithForeignParameters_IsWrong")]
    [TestCase("SC2201", 2, 1, "\n#r \"nuget: ,1\"\n" + Good, TestName = "ReferenceToNoPackage_IsWrong")]
    [TestCase("SC2201", 1, 1, "#:package\n" + Good, TestName = "PropertyOfNoPackage_IsWrong")]
    [TestCase("SC2202", 1, 1, "#:sdk Microsoft.NET.Sdk.Web\n" + Good, TestName = "PropertyOfAProject_IsWrong")]
    [TestCase("SC2202", 1, 1, "#load \"nuget: Some.Scripts, 1.0.0\"\n" + Good, TestName = "LoadFromAPackage_IsWrong")]
    [TestCase("SC2203", 1, 3, "  #r \"nuget: Some.Package\"\n" + Good, TestName = "PackageWithoutVersion_IsWrong")]
    public async Task Error_HasCodeAndPlace(string code, int line, int column, string text)
    {
        using var folder = new TaskFolder(("echo.csx", text));

        var error = await folder.OneErrorAsync();

        Assert.That((error.Code, error.Line, error.Column), Is.EqualTo((code, line, column)), error.Message);
        Assert.That(error.Path, Is.EqualTo(folder.At("echo.csx")));
        Assert.That(error.Message, Does.Contain("; ").Or.Contain(": "));
    }

    [TestCase("parley", "async void parley() => await Task.Yield(); bool episode_done() => true;")]
    [TestCase("ShutdownAsync", Good + "async void ShutdownAsync() { await Task.Yield(); }")]
    [TestCase("on_leave", Good + "async void on_leave(ChatAgent who) { await Task.Yield(); }")]
    [TestCase("on_delivered", Good + "async void on_delivered(ChatAgent who, Message what) { await Task.Yield(); }")]
    [TestCase("assign_roles", Good + "static async void assign_roles(IReadOnlyList<ChatAgent> all) { await Task.Yield(); }")]
    [TestCase("on_removed", Good + "static async void on_removed(AgentState who, RemovalReason why) { await Task.Yield(); }")]
    [TestCase("module_initialize", Good + "static async void module_initialize() { await Task.Yield(); }")]
    public async Task AsyncVoid_OfAFunctionThatIsAwaited_IsAnError(string name, string text)
    {
        using var folder = new TaskFolder(("echo.csx", text));

        Assert.That((await folder.OneErrorAsync()).Message, Is.EqualTo($"'{name}' is async void, so nobody can wait for it; write async Task"));
    }

    [Test]
    public async Task AsyncVoid_OfAFunctionOfOnesOwn_IsLetThrough()
    {
        using var folder = new TaskFolder(("echo.csx", Good + "async void Later() { await Task.Yield(); }"));

        Assert.That((await folder.CheckAsync()).Diagnostics, Is.Empty);
    }

    [TestCase("bool episode_done = false;", 6, "'episode_done' is a variable and must be a function; write: bool episode_done() => done;")]
    [TestCase("bool EpisodeDone => false;", 6, "'EpisodeDone' is a property and must be a function; write: bool episode_done() => done;")]
    public async Task EpisodeDone_ThatIsNoFunction_IsSaidAtItsPlace(string text, int column, string message)
    {
        using var folder = new TaskFolder(("echo.csx", "void parley() { }\n" + text));

        var error = await folder.OneErrorAsync();

        Assert.That((error.Code, error.Line, error.Column, error.Message), Is.EqualTo((ScriptCodes.MissingFunction.Id, 2, column, message)));
    }

    [TestCase("void on_leav(ChatAgent who) { }", "on_leave")]
    [TestCase("static bool eligibilty(AgentState s) => true;", "eligibility")]
    [TestCase("static void assign_role(IReadOnlyList<ChatAgent> all) { }", "assign_roles")]
    [TestCase("Task ShutDownn() => Task.CompletedTask;", "shutdown")]
    public async Task FunctionThatIsAlmostCalledRight_IsAWarningAtItsPlace(string function, string meant)
    {
        using var folder = new TaskFolder(("echo.csx", Good + function));

        var report = await folder.CheckAsync();

        Assert.That(report.Kind, Is.EqualTo(CatalogEvent.Live));
        var warning = report.Diagnostics.Single();
        Assert.That((warning.Code, warning.Line, warning.Severity), Is.EqualTo(("SC2020", 2, Severity.Warning)), warning.Message);
        Assert.That(warning.Message, Does.Contain($"'{meant}'"));
    }

    [TestCase("void Leave() { }")]
    [TestCase("void on_leave(ChatAgent who) => OnLeaves(); void OnLeaves() { }")]
    [TestCase("bool IsEligible(AgentState s) => true; void Deliver() { } void Remove() { } int RoleOf(ChatAgent agent) => 1; void Initialize() { }")]
    public async Task FunctionOfOnesOwn_IsNoMisspelling(string functions)
    {
        using var folder = new TaskFolder(("echo.csx", Good + functions));

        Assert.That((await folder.CheckAsync()).Diagnostics, Is.Empty);
    }

    [Test]
    public async Task NameFoundTwice_IsSaidAtBothPlaces()
    {
        using var folder = new TaskFolder(("echo.csx", Good + "Task ParleyAsync() => Task.CompletedTask;"));

        var report = await folder.CheckAsync();

        Assert.That(report.Diagnostics.Select(item => (item.Code, item.Line, item.Column)), Is.EquivalentTo(new[] { ("SC2002", 1, 6), ("SC2002", 2, 6) }));
    }

    [Test]
    public async Task TwoWorldsOfOneName_AreAnError()
    {
        using var folder = new TaskFolder(("echo.csx", Good), ("worlds.csx", $"class E_cho {{ {Good} }}"));

        Assert.That((await folder.OneErrorAsync()).ToString(), Is.EqualTo(
            $"{folder.At("worlds.csx")}(1,7): error SC2005: there are two worlds called 'E_cho' (the other is 'echo' at echo.csx(1,1)); rename one: case and underscores do not count"));
    }

    [Test]
    public async Task UnknownWorld_IsSaidAtItsPlaceInTheConfiguration()
    {
        using var folder = new TaskFolder(("echo.csx", Good), ("config.toml", TaskFolder.Config("menu", "ecco")));

        var error = await folder.OneErrorAsync();

        Assert.That(error.ToString(), Is.EqualTo(
            $"{folder.At("config.toml")}(5,14): error SC2006: task_world names the world 'ecco', which no script has; did you mean 'echo'?"));
    }

    [Test]
    public async Task FileWithoutParley_ThatIsNamedAsAWorld_IsSaidToBeNone()
    {
        using var folder = new TaskFolder(("parts/echo.csx", "Agent.Observe(\"hello\");"));

        var error = await folder.OneErrorAsync();

        Assert.That(error.Message, Is.EqualTo(
            $"task_world names the world 'echo', which no script has; {Path.Combine("parts", "echo.csx")} has no parley; write there: async Task parley() {{ ... }}"));
    }

    [Test]
    public async Task LoadedFile_ThatIsNamedAsAWorld_IsNotSaidToHaveNoParley()
    {
        using var folder = new TaskFolder(("echo.csx", Good), ("other.csx", "#load \"echo.csx\""));

        Assert.That((await folder.OneErrorAsync()).Message, Does.Not.Contain("has no parley"));
    }

    [Test]
    public async Task OverworldWithoutAChoice_IsAnError()
    {
        using var folder = new TaskFolder(("echo.csx", Good), ("config.toml", TaskFolder.Config("echo", "echo")));

        var error = await folder.OneErrorAsync();

        Assert.That((error.Code, error.Line, error.Column), Is.EqualTo((ScriptCodes.NotAnOverworld.Id, 1, 6)));
    }

    [Test]
    public async Task FolderWithoutScripts_IsAnError()
    {
        using var folder = new TaskFolder();
        File.Delete(folder.At("menu.csx"));

        var report = await folder.CheckAsync();

        Assert.That(report.Diagnostics.Select(item => (item.Code, item.Line)), Is.EqualTo(new[] { (ScriptCodes.NoScripts.Id, 2), (ScriptCodes.NoScripts.Id, 5) }));
        Assert.That(report.Diagnostics[0].Message, Does.Contain("a ready-made one: ").And.Contain("SimpleOverworld"));
    }

    [Test]
    public async Task FolderWithoutScripts_OfReadyMadeWorlds_IsATask()
    {
        using var folder = new TaskFolder(("config.toml", TaskFolder.Config("SimpleOverworld", "PairChat")));
        File.Delete(folder.At("menu.csx"));

        var module = await folder.LoadAsync();

        Assert.That(module.Worlds.Values.Select(world => world.Name), Is.EquivalentTo(new[] { "SimpleOverworld", "PairChat" }));
    }

    [Test]
    public async Task NameOfAReadyMadeWorld_Misspelt_IsSuggested()
    {
        using var folder = new TaskFolder(("config.toml", TaskFolder.Config("menu", "PairChatt")));

        Assert.That((await folder.OneErrorAsync()).Message, Does.EndWith("did you mean 'PairChat'?"));
    }

    [Test]
    public async Task FolderThatIsNotThere_IsAnError()
    {
        using var folder = new TaskFolder();
        Directory.Delete(folder.Path, recursive: true);

        Assert.That((await folder.OneErrorAsync()).Code, Is.EqualTo(ScriptCodes.FolderGone.Id));
    }

    [Test]
    public async Task MissingLoadAndReference_AreTheCompilersOwnErrors()
    {
        using var folder = new TaskFolder(("echo.csx", "#load \"gone.csx\"\n#r \"gone.dll\"\n" + Good));

        var report = await folder.CheckAsync();

        Assert.That(report.Diagnostics.Select(item => (item.Code, item.Line)), Is.EquivalentTo(new[] { ("CS1504", 1), ("CS0006", 2) }));
    }

    [Test]
    public async Task WhatKeepsVersionsAlive_IsWarnedOf()
    {
        using var folder = new TaskFolder(("echo.csx", Good + """
            record Score(int Points);
            dynamic anything = 1;
            string Plain() => JsonSerializer.Serialize(new Score(1));
            string Right() => JsonSerializer.Serialize(new Score(1), Context.Json);
            """));

        var report = await folder.CheckAsync();

        Assert.That(report.Kind, Is.EqualTo(CatalogEvent.Live));
        Assert.That(report.Diagnostics.Select(item => (item.Code, item.Line)), Is.EqualTo(new[]
        {
            (ScriptCodes.DynamicKeepsVersions.Id, 3), (ScriptCodes.SerializerKeepsVersions.Id, 4),
        }));
    }

    [Test]
    public async Task ModuleInitializeThatThrows_BreaksTheVersionAtTheScriptsLine()
    {
        using var folder = new TaskFolder(("echo.csx", Good + """
            static async Task module_initialize(ReadOnlyData opt)
            {
                await Task.Yield();
                throw new FormatException("bad data");
            }
            """));
        await using var catalog = folder.Catalog();

        var report = await catalog.StartAsync(CancellationToken.None);

        Assert.That(report.Kind, Is.EqualTo(CatalogEvent.Broken));
        var error = report.Diagnostics.Single();
        Assert.That((error.Code, error.Path, error.Line), Is.EqualTo((ScriptCodes.InitializeFailed.Id, folder.At("echo.csx"), 5)));
        Assert.That(error.Message, Does.Contain("bad data"));
    }

    [Test]
    public async Task FileThatCannotBeRead_IsAnError()
    {
        using var folder = new TaskFolder(("echo.csx", Good));
        File.CreateSymbolicLink(folder.At("loop.csx"), folder.At("loop.csx"));

        Assert.That((await folder.OneErrorAsync()).Code, Is.EqualTo(ScriptCodes.UnreadableFile.Id));
    }

    [Test]
    public async Task FailureOfTheRuntimeItself_IsSaid()
    {
        using var folder = new TaskFolder(("echo.csx", Good));
        await using var catalog = folder.Catalog();
        catalog.Changed += () => throw new FormatException("a listener's fault");

        var report = await catalog.StartAsync(CancellationToken.None);

        Assert.That(report.Diagnostics.Single().Code, Is.EqualTo(ScriptCodes.CatalogFailed.Id));
    }
}
