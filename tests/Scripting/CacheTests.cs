using System.Diagnostics;
using System.Reflection;
using ScriptChat.Scripting.Tests.Fakes;

namespace ScriptChat.Scripting.Tests;

/// <summary>Compiled output is kept by content.</summary>
[TestFixture]
internal sealed class CacheTests
{
    [Test]
    public async Task SecondStart_ComesFromTheCache_AndIsTheSameVersion()
    {
        using var folder = Folder();
        var first = await StartAsync(folder);
        var second = await StartAsync(folder);

        Assert.That((first.Report.FromCache, second.Report.FromCache), Is.EqualTo((false, true)));
        Assert.That(second.Version, Is.EqualTo(first.Version));
        Assert.That(second.Hello, Is.EqualTo("hi"));
    }

    [Test]
    public async Task ChangedLoadedFile_IsNotTakenFromTheCache()
    {
        using var folder = Folder();
        await StartAsync(folder);
        await File.WriteAllTextAsync(Path.Combine(folder.Beside, "word.csx"), "static string Word => \"ho\";");

        var (report, _, hello) = await StartAsync(folder);

        Assert.That((report.FromCache, hello), Is.EqualTo((false, "ho")));
    }

    [TestCase("manifest.json", "{")]
    [TestCase("manifest.json", "{}")]
    [TestCase("manifest.json", "null")]
    [TestCase("*", "torn")]
    public async Task DamagedEntry_IsCompiledAnew(string pattern, string text)
    {
        using var folder = Folder();
        await StartAsync(folder);
        foreach (var file in Directory.EnumerateFiles(folder.Cache, pattern, SearchOption.AllDirectories)) await File.WriteAllTextAsync(file, text);

        var (report, _, hello) = await StartAsync(folder);

        Assert.That((report.Kind, report.FromCache, hello), Is.EqualTo((CatalogEvent.Live, false, "hi")));
        Assert.That((await StartAsync(folder)).Report.FromCache, Is.True);
    }

    [Test]
    public async Task CompiledForAuthors_IsCompiledAnewForPeopleWhoTalk_AndIsTheSameVersion()
    {
        using var folder = Folder();
        var before = await StartAsync(folder);
        folder.Optimize = true;
        var after = await StartAsync(folder);

        Assert.That((after.Report.FromCache, after.Version, after.Hello), Is.EqualTo((false, before.Version, "hi")));
        Assert.That((await StartAsync(folder)).Report.FromCache, Is.True);
    }

    [Test]
    public async Task Scripts_AreOptimizedForPeopleWhoTalk_NotForAuthors([Values] bool optimize)
    {
        using var folder = Folder();
        folder.Optimize = optimize;
        var (world, _) = await folder.EnterAsync();

        var scripts = world.Target!.GetType().Assembly.GetCustomAttribute<DebuggableAttribute>();
        Assert.That(scripts!.IsJITOptimizerDisabled, Is.Not.EqualTo(optimize));
    }

    private static TaskFolder Folder()
    {
        var folder = new TaskFolder(("echo.csx", "#load \"../beside/word.csx\"\nvoid parley() => Agent.Observe(Word); bool episode_done() => true;"));
        Directory.CreateDirectory(folder.Beside);
        File.WriteAllText(Path.Combine(folder.Beside, "word.csx"), "static string Word => \"hi\";");
        return folder;
    }

    private static async Task<(CatalogReport Report, string Version, string Hello)> StartAsync(TaskFolder folder)
    {
        await using var catalog = folder.Catalog(cached: true);
        var report = await catalog.StartAsync(CancellationToken.None);
        var module = catalog.Current!;
        var agent = new FakeAgent(module.Json);
        var world = await module.Find("echo")!.Create(FakeConversation.Of(module, agent));
        await world.Parley();
        return (report, module.Version, agent.Seen[0].Text);
    }
}
