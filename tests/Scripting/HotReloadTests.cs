using ScriptChat.Diagnostics;
using ScriptChat.Scripting.Tests.Fakes;

namespace ScriptChat.Scripting.Tests;

/// <summary>Saving a script changes the running service.</summary>
[TestFixture]
internal sealed class HotReloadTests
{
    [Test]
    public async Task Save_GoesLive_AndRunningConversationsFinishOnTheirs()
    {
        using var folder = new TaskFolder(("echo.csx", Says("one")));
        await using var live = await LiveTask.StartAsync(folder);
        var before = live.Current;
        var agent = new FakeAgent();
        var running = await before.Find("echo")!.Create(FakeConversation.Of(before, agent));

        folder.Write("echo.csx", Says("two"));
        var report = await live.NextAsync(CatalogEvent.Live);
        await running.Parley();

        Assert.That(await live.HelloAsync(), Is.EqualTo("two"));
        Assert.That(agent.Seen.Single().Text, Is.EqualTo("one"));
        Assert.That(report.Changed, Is.EqualTo(new[] { "echo.csx" }));
        Assert.That(report.Took, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(live.Current.Version, Is.Not.EqualTo(before.Version));
    }

    [Test]
    public async Task RenameSave_GoesLive()
    {
        using var folder = new TaskFolder(("echo.csx", Says("one")));
        await using var live = await LiveTask.StartAsync(folder);

        folder.Write("echo.csx.tmp", Says("two"));
        File.Move(folder.At("echo.csx.tmp"), folder.At("echo.csx"), overwrite: true);
        await live.NextAsync(CatalogEvent.Live);

        Assert.That(await live.HelloAsync(), Is.EqualTo("two"));
    }

    [Test]
    public async Task HalfWrittenSave_GoesLive_WhenTheOtherHalfCame()
    {
        using var folder = new TaskFolder(("echo.csx", Says("one")));
        await using var live = await LiveTask.StartAsync(folder);
        var text = Says("two");

        await using (var stream = new FileStream(folder.At("echo.csx"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
        {
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text[..20]));
            await stream.FlushAsync();
            await live.NextAsync(CatalogEvent.Broken);
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text[20..]));
        }

        await live.NextAsync(CatalogEvent.Live);
        Assert.That(await live.HelloAsync(), Is.EqualTo("two"));
    }

    [Test]
    public async Task BrokenSave_KeepsTheLastGoodVersion_AndRecoversByItself()
    {
        using var folder = new TaskFolder(("echo.csx", Says("one")));
        await using var live = await LiveTask.StartAsync(folder);
        var before = live.Current;

        folder.Write("echo.csx", "\n  void parley() { nothing }");
        var broken = await live.NextAsync(CatalogEvent.Broken);

        Assert.That(live.Current, Is.SameAs(before));
        Assert.That(broken.Diagnostics.Select(item => item.ToString()), Has.Some.StartsWith($"{folder.At("echo.csx")}(2,27): error CS1002: "));
        folder.Write("echo.csx", Says("two"));
        await live.NextAsync(CatalogEvent.Live);
        Assert.That(await live.HelloAsync(), Is.EqualTo("two"));
    }

    [TestCase("static string Word => ;")]
    [TestCase("static string Word => no;")]
    public async Task BrokenLibrary_UnderAWorldThatIsAFile_IsNamedAtItsPlace(string mistake)
    {
        using var folder = new TaskFolder(("words.csx", "static string Word => \"one\";"), ("echo.csx", "void parley() => Agent.Observe(Word); bool episode_done() => true;"));
        await using var live = await LiveTask.StartAsync(folder);

        folder.Write("words.csx", mistake);
        var broken = await live.NextAsync(CatalogEvent.Broken);

        Assert.That(broken.Diagnostics.Select(item => item.ToString()), Has.All.StartsWith($"{folder.At("words.csx")}(1,"));
        Assert.That(broken.Diagnostics.Select(item => item.Code), Has.All.StartsWith("CS"));
        Assert.That(await live.HelloAsync(), Is.EqualTo("one"));
        folder.Write("words.csx", "static string Word => \"two\";");
        await live.NextAsync(CatalogEvent.Live);
        Assert.That(await live.HelloAsync(), Is.EqualTo("two"));
    }

    [Test]
    public async Task LoadedFile_ChangedAndDeletedAndBack_IsFollowed()
    {
        using var folder = new TaskFolder(("echo.csx", "#load \"../beside/shared.csx\"\nvoid parley() => Agent.Observe(Word); bool episode_done() => true;"));
        Directory.CreateDirectory(folder.Beside);
        var shared = Path.Combine(folder.Beside, "shared.csx");
        await File.WriteAllTextAsync(shared, "static string Word => \"one\";");
        await using var live = await LiveTask.StartAsync(folder);

        await File.WriteAllTextAsync(shared, "static string Word => \"two\";");
        await live.NextAsync(CatalogEvent.Live);
        Assert.That(await live.HelloAsync(), Is.EqualTo("two"));

        File.Delete(shared);
        var broken = await live.NextAsync(CatalogEvent.Broken);
        Assert.That(broken.Diagnostics.Select(item => (item.Code, item.Line)), Has.Some.EqualTo(("CS1504", 1)));
        Assert.That(await live.HelloAsync(), Is.EqualTo("two"));

        await File.WriteAllTextAsync(shared, "static string Word => \"three\";");
        await live.NextAsync(CatalogEvent.Live);
        Assert.That(await live.HelloAsync(), Is.EqualTo("three"));
    }

    [Test]
    public async Task ChangedConfigAndData_MakeNewVersions()
    {
        using var folder = new TaskFolder(("echo.csx", """
            static object module_initialize(ReadOnlyData opt) => new { Word = opt.Get<string>("word") + File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "words.txt")) };
            static string Here([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
            void parley() => Agent.Observe(Context.Module.Get<string>("Word")!);
            bool episode_done() => true;
            """), ("words.txt", "a"), ("config.toml", TaskFolder.Config("menu", "echo", "[opt]\nword = \"x\"")));
        await using var live = await LiveTask.StartAsync(folder);
        Assert.That(await live.HelloAsync(), Is.EqualTo("xa"));

        folder.Write("words.txt", "b");
        await live.NextAsync(CatalogEvent.Live);
        Assert.That(await live.HelloAsync(), Is.EqualTo("xb"));

        folder.Write("config.toml", TaskFolder.Config("menu", "echo", "[opt]\nword = \"y\""));
        await live.NextAsync(CatalogEvent.Live);
        Assert.That(await live.HelloAsync(), Is.EqualTo("yb"));
    }

    [Test]
    public async Task SaveWithoutAChange_IsSaidToBeUnchanged()
    {
        using var folder = new TaskFolder(("echo.csx", Says("one")));
        await using var live = await LiveTask.StartAsync(folder);
        var before = live.Current;

        folder.Write("echo.csx", Says("one"));
        await live.NextAsync(CatalogEvent.Unchanged);

        Assert.That(live.Current, Is.SameAs(before));
    }

    [Test]
    public async Task FolderThatVanishes_IsReported_AndRecoversWhenItReturns()
    {
        using var folder = new TaskFolder(("echo.csx", Says("one")));
        await using var live = await LiveTask.StartAsync(folder);

        Directory.Move(folder.Path, folder.Beside);
        var broken = await live.NextAsync(CatalogEvent.Broken);
        Assert.That(broken.Diagnostics.Single().Code, Is.EqualTo(ScriptCodes.FolderGone.Id));
        Assert.That(await live.HelloAsync(), Is.EqualTo("one"));

        Directory.Move(folder.Beside, folder.Path);
        await live.NextAsync(CatalogEvent.Live);
        folder.Write("echo.csx", Says("two"));
        await live.NextAsync(CatalogEvent.Live);
        Assert.That(await live.HelloAsync(), Is.EqualTo("two"));
    }

    [Test]
    public async Task BrokenAtTheStart_GoesLiveAtTheFirstGoodSave()
    {
        using var folder = new TaskFolder(("echo.csx", "no"));
        await using var live = await LiveTask.StartAsync(folder, CatalogEvent.Broken);
        Assert.That(live.Catalog.Current, Is.Null);

        folder.Write("echo.csx", Says("one"));
        await live.NextAsync(CatalogEvent.Live);

        Assert.That(await live.HelloAsync(), Is.EqualTo("one"));
    }

    [Test]
    public async Task SaveDuringInitialize_Overtakes()
    {
        using var folder = new TaskFolder(("echo.csx", "static Task module_initialize(CancellationToken stop) => Task.Delay(-1, stop);" + Says("never")));
        folder.Write("echo.csx", Says("one"));
        await using var live = await LiveTask.StartAsync(folder);

        folder.Write("echo.csx", "static Task module_initialize() => new TaskCompletionSource().Task;" + Says("never"));
        await live.NextAsync(CatalogEvent.Initializing);
        folder.Write("echo.csx", Says("two"));
        await live.NextAsync(CatalogEvent.Live);

        Assert.That(await live.HelloAsync(), Is.EqualTo("two"));
    }

    private static string Says(string word) => $"void parley() => Agent.Observe(\"{word}\");\nbool episode_done() => true;\n";
}
