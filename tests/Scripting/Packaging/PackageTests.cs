using System.Runtime.Loader;
using ScriptChat.Diagnostics;
using ScriptChat.Packages.Tests.Fakes;
using ScriptChat.Scripting.Tests.Fakes;
using ScriptChat.Worlds;

namespace ScriptChat.Scripting.Tests.Packaging;

/// <summary>Scripts ask for packages.</summary>
[TestFixture]
internal sealed class PackageTests
{
    [Test]
    public async Task BothForms_InAllKindsOfScripts_LoadIntoTheTasksOwnContext()
    {
        using var task = new PackageTask(
            ("echo.csx", PackageTask.Says("One.Version} {Two.Version} {three", "#!/usr/bin/env runtime", "#:package One@1.0.0", "#load \"parts/loaded.csx\"")),
            ("shared.csx", "#r \"nuget: two, 2.0.0\"\nstatic string Shared => Two.Version;"),
            ("parts/loaded.csx", "#r \"nuget:THREE,3.0.0\"\nstring three => Three.Version;"),
            ("bot.csx", "#:package Four@4.0.0\nstring respond(ModelRequest request) => Four.Version;"),
            ("config.toml", TaskFolder.Config("menu", "echo", "[opt.models.bot]\nmodel = \"script\"")));
        foreach (var (id, version) in new[] { ("One", "1.0.0"), ("Two", "2.0.0"), ("Three", "3.0.0"), ("Four", "4.0.0") }) task.Feed.Add(id, version);
        IResponder? bot = null;

        var (world, agent) = await task.Folder.EnterAsync(models: (_, _, scripts, _) => bot = scripts("bot.csx"));
        await world.Parley();

        Assert.That(agent.Seen.Single().Text, Is.EqualTo("1.0.0 2.0.0 3.0.0"));
        var answer = await bot!.RespondAsync(new ModelRequest { History = [new Message { Text = "hi" }], Id = "bot", Random = new Random(1), Info = new ReadOnlyData() }, CancellationToken.None);
        Assert.That(answer.Text, Is.EqualTo("4.0.0"));
        Assert.That(AssemblyLoadContext.Default.Assemblies.Select(assembly => assembly.GetName().Name), Has.None.AnyOf("One", "Two", "Three", "Four"));
    }

    [Test]
    public async Task PackageThatAnotherNeeds_IsThereAtRunTime_AndCanBeUsed()
    {
        using var task = new PackageTask(("echo.csx", PackageTask.Says("Deep.Version", PackageTask.Package("Top", "1.0.0"))));
        task.Feed.Add("Deep", "1.5.0");
        task.Feed.Add("Top", "1.0.0", ["Deep 1.0.0"]);

        var (world, agent) = await task.Folder.EnterAsync();
        await world.Parley();

        Assert.That(agent.Seen.Single().Text, Is.EqualTo("1.5.0"));
    }

    [Test]
    public async Task NativeLibrary_IsFound()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("The library that stands in for a package's is one of Unix.");
        using var task = new PackageTask(("echo.csx", PackageTask.Says("Top.Process", PackageTask.Package("Top", "1.0.0"))));
        task.AddNative();

        var (world, agent) = await task.Folder.EnterAsync();
        await world.Parley();

        Assert.That(agent.Seen.Single().Text, Is.EqualTo($"{Environment.ProcessId}"));
    }

    [Test]
    public async Task TwoScriptsThatDisagree_AreBothNamed()
    {
        using var task = new PackageTask(
            ("echo.csx", PackageTask.Says("1", "", PackageTask.Package("Top", "1.0.0"))),
            ("shared.csx", "#:package top@2.0.0\nstatic int Shared => 1;"));

        var error = await task.Folder.OneErrorAsync();

        Assert.That(error.ToString(), Does.StartWith($"{task.Folder.At("echo.csx")}(2,1): error SC2204: the scripts want two versions of top: 1.0.0 here, and 2.0.0 in shared.csx(1,1); "));
    }

    [Test]
    public async Task PackageWithNewerContract_IsAClash()
    {
        using var task = new PackageTask(("echo.csx", PackageTask.Says("1", PackageTask.Package("Top", "1.0.0"))));
        task.Feed.Add("Top", "1.0.0", null, ("lib/net8.0/ScriptChat.Worlds.dll", PackageFeed.Library("ScriptChat.Worlds", "77.0.0", "class None;")));

        var error = await task.Folder.OneErrorAsync();

        Assert.That((error.Code, error.Line), Is.EqualTo((PackageCodes.Shipped.Id, 1)));
        Assert.That(error.Message, Does.Contain("ScriptChat.Worlds 77.0.0.0"));
    }

    [Test]
    public async Task Version_IsTheSame_BeforeAndAfterTheLockFile_AndAnotherWithOtherPackages()
    {
        using var task = new PackageTask(("echo.csx", PackageTask.Says("Deep.Version", PackageTask.Package("Top", "1.0.0"))));
        task.Feed.Add("Deep", "1.5.0");
        task.Feed.Add("Top", "1.0.0", ["Deep 1.0.0"]);
        var first = await task.Folder.LoadAsync();
        Assert.That(task.Lock, Does.Exist);
        var second = await task.Folder.LoadAsync();
        File.Delete(task.Lock);
        task.Feed.Add("Deep", "1.0.0");
        Directory.Delete(task.Feed.Unpacked, recursive: true);

        var third = await task.Folder.LoadAsync();

        Assert.That(second.Version, Is.EqualTo(first.Version));
        Assert.That(third.Version, Is.Not.EqualTo(first.Version));
    }
}
