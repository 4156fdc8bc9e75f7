using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using ScriptChat.Diagnostics;
using ScriptChat.Scripting.Tests.Fakes;

namespace ScriptChat.Scripting.Tests.Packaging;

/// <summary>Packages while saves are followed.</summary>
[TestFixture]
internal sealed class PackageReloadTests
{
    [Test]
    public async Task SaveThatAsksForAPackage_IsRestoredAndLive_AndTheLockFileIsNoSave()
    {
        using var task = new PackageTask(("echo.csx", PackageTask.Says("\"one\"")));
        task.Feed.Add("Top", "1.0.0");
        var kinds = new List<CatalogEvent>();
        await using var live = await LiveTask.StartAsync(task.Folder);
        live.Catalog.Reported += report => kinds.Add(report.Kind);

        task.Folder.Write("echo.csx", PackageTask.Says("Top.Version", PackageTask.Package("Top", "1.0.0")));
        await live.NextAsync(CatalogEvent.Restoring);
        await live.NextAsync(CatalogEvent.Live);
        Assert.That(await live.HelloAsync(), Is.EqualTo("1.0.0"));
        task.Folder.Write("menu.csx", TaskFolder.Menu + "// more");
        await live.NextAsync(CatalogEvent.Live);

        Assert.That(kinds, Is.EqualTo(new[]
        {
            CatalogEvent.Compiling, CatalogEvent.Restoring, CatalogEvent.Initializing, CatalogEvent.Live,
            CatalogEvent.Compiling, CatalogEvent.Initializing, CatalogEvent.Live,
        }));
    }

    [Test]
    public async Task PackageThatCantBeHad_KeepsTheLastGoodVersion()
    {
        using var task = new PackageTask(("echo.csx", PackageTask.Says("\"one\"")));
        await using var live = await LiveTask.StartAsync(task.Folder);

        task.Folder.Write("echo.csx", PackageTask.Says("Top.Version", PackageTask.Package("Top", "1.0.0")));
        var broken = await live.NextAsync(CatalogEvent.Broken);

        Assert.That(broken.Diagnostics.Select(item => (item.Code, item.Path, item.Line, item.Column)), Is.EqualTo(new[] { (PackageCodes.NoPackage.Id, task.Folder.At("echo.csx"), 1, 1) }));
        Assert.That(await live.HelloAsync(), Is.EqualTo("one"));
    }

    [Test]
    public async Task LockFile_DeletedOrChanged_IsFollowed()
    {
        using var task = new PackageTask(("echo.csx", PackageTask.Says("Deep.Version", PackageTask.Package("Top", "1.0.0"))));
        task.Feed.Add("Deep", "1.5.0");
        task.Feed.Add("Top", "1.0.0", ["Deep 1.0.0"]);
        await using var live = await LiveTask.StartAsync(task.Folder);
        Assert.That(await live.HelloAsync(), Is.EqualTo("1.5.0"));
        task.Feed.Add("Deep", "1.0.0");

        File.Delete(task.Lock);
        await live.NextAsync(CatalogEvent.Live);

        Assert.That(await live.HelloAsync(), Is.EqualTo("1.0.0"));
    }

    [Test]
    public async Task ReplacedVersion_LeavesMemoryWithItsPackages()
    {
        using var task = new PackageTask(("echo.csx", PackageTask.Says("Top.Version", PackageTask.Package("Top", "1.0.0"))));
        task.Feed.Add("Top", "1.0.0");
        await using var live = await LiveTask.StartAsync(task.Folder);
        var old = await UseAsync(live);

        task.Folder.Write("echo.csx", PackageTask.Says("Top.Version + 2", PackageTask.Package("Top", "1.0.0")));
        await live.NextAsync(CatalogEvent.Live);

        Assert.That(await IsGoneAsync(old), Is.True);
    }

    [Test]
    public async Task SaveDuringARestoreThatHangs_Overtakes()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var task = new PackageTask(("echo.csx", PackageTask.Says("\"one\"")));
        task.Feed.Use(task.Folder.Path, $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/v3/index.json\" protocolVersion=\"3\" allowInsecureConnections=\"true");
        await using var live = await LiveTask.StartAsync(task.Folder);

        task.Folder.Write("echo.csx", PackageTask.Says("Top.Version", PackageTask.Package("Top", "1.0.0")));
        await live.NextAsync(CatalogEvent.Restoring);
        using var asked = await silent.AcceptTcpClientAsync();
        task.Folder.Write("echo.csx", PackageTask.Says("\"two\""));
        await live.NextAsync(CatalogEvent.Live);

        Assert.That(await live.HelloAsync(), Is.EqualTo("two"));
    }

    // A method of its own, so that no local of the test holds the module.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> UseAsync(LiveTask live)
    {
        await live.HelloAsync();
        return new WeakReference(live.Current.Code, trackResurrection: true);
    }

    private static async Task<bool> IsGoneAsync(WeakReference old)
    {
        var patience = Stopwatch.StartNew();
        while (old.IsAlive && patience.Elapsed < TimeSpan.FromSeconds(20)) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        return !old.IsAlive;
    }
}
