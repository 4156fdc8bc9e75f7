using System.Net;
using System.Net.Sockets;
using ScriptChat.Diagnostics;
using ScriptChat.Packages.Tests.Fakes;

namespace ScriptChat.Packages.Tests;

/// <summary>What is wrong is said with a code, at the directive, and with what to do.</summary>
[TestFixture]
internal sealed class ErrorTests
{
    private const string Newest = "the newest that are there: 7.0.0, 6.0.0, 5.0.0, 4.0.0, 3.0.0";

    [Test]
    public Task UnknownPackage() => FailsAsync("SC2205: no package source has a package Nothing; ", 2, ["Fine 1.0.0", "Nothing 1.0.0"], feed => feed.Add("Fine", "1.0.0"));

    [Test]
    public Task UnknownPackage_ThatAnotherNeeds_IsSaidThere() =>
        FailsAsync("SC2205: no package source has a package Gone, which Top 1.0.0 needs; ", 1, ["Top 1.0.0"], feed => feed.Add("Top", "1.0.0", ["Gone 1.0.0"]));

    [Test]
    public Task UnknownVersion_NamesTheNewest() => FailsAsync($"SC2206: Many has no version 2.5.0; {Newest}", 1, ["Many 2.5.0"], AddMany);

    [Test]
    public Task VersionAboveAll_NamesTheNewest() => FailsAsync($"SC2206: Many has no version 9.0.0; {Newest}", 1, ["Many 9.0.0"], AddMany);

    [Test]
    public Task NoSource() => FailsAsync("SC2208: Top is not in the folder of packages, and no package source that has it is configured; ", 1, ["Top 1.0.0"], _ => { }, "");

    [Test]
    public Task NeededVersionTooHighForTheScripts() => FailsAsync(
        "SC2211: Deep 1.0.0 is too low: Top 1.0.0 needs >= 2.0.0; write at least 2.0.0", 2, ["Top 1.0.0", "Deep 1.0.0"], feed =>
        {
            feed.Add("Deep", "1.0.0");
            feed.Add("Deep", "2.0.0");
            feed.Add("Top", "1.0.0", ["Deep 2.0.0"]);
        });

    [Test]
    public async Task CousinsThatNeverAgree()
    {
        using var asking = new Asking();
        asking.Feed.Add("Deep", "1.0.0");
        asking.Feed.Add("Deep", "2.0.0");
        asking.Feed.Add("Left", "1.0.0", ["Deep [1.0.0]"]);
        asking.Feed.Add("Right", "1.0.0", ["Deep [2.0.0]"]);

        var error = await asking.FailAsync("Left 1.0.0", "Right 1.0.0");

        Assert.That(error.Code, Is.EqualTo(PackageCodes.VersionsClash.Id));
        Assert.That(error.Message, Does.Contain("Left 1.0.0 needs").And.Contain("Right 1.0.0 needs").And.Contain("Deep"));
    }

    [Test]
    public Task CircleOfPackages() => FailsAsync("SC2211: packages need each other in a circle: ", 1, ["Left 1.0.0"], feed =>
    {
        feed.Add("Left", "1.0.0", ["Right 1.0.0"]);
        feed.Add("Right", "1.0.0", ["Left 1.0.0"]);
    });

    [Test]
    public Task OtherFrameworksOnly() => FailsAsync(
        "SC2209: Old 1.0.0 has assemblies for net472, net48 only; ", 1, ["Old 1.0.0"], feed => feed.Add("Old", "1.0.0", null, ("lib/net472/Old.dll", PackageFeed.Library("Old", "1.0.0")), ("lib/net48/Old.dll", PackageFeed.Library("Old", "1.0.0"))));

    [Test]
    public Task NoAssembliesAtAll() => FailsAsync(
        "SC2209: Tool 1.0.0 has no assemblies that scripts could use; ", 1, ["Tool 1.0.0"], feed => feed.Add("Tool", "1.0.0", null, ("build/Tool.targets", "<Project />"u8.ToArray())));

    [TestCase("System.Text.Json", "scripts share System.Text.Json 10.0.0.0 with the runtime")]
    [TestCase("ScriptChat.Worlds", "scripts share ScriptChat.Worlds 0.1.0.0 with the runtime")]
    public Task NewerThanWhatTheRuntimeShips(string name, string text) => FailsAsync(
        $"SC2210: Deep 1.0.0 brings {name} 90.0.0.0, but {text}; take a version of Top that needs no newer one", 1, ["Top 1.0.0"], feed =>
        {
            feed.Add("Deep", "1.0.0", null, ($"lib/net8.0/{name}.dll", PackageFeed.Library(name, "90.0.0", "class None;")));
            feed.Add("Top", "1.0.0", ["Deep 1.0.0"]);
        });

    [Test]
    public Task ScriptsThatDisagree_BothPlacesAreNamed() => FailsAsync(
        "SC2204: the scripts want two versions of Many: 2.0.0 here, and 1.0.0 in a.csx(1,1); ", 3, ["Many 1.0.0", "many 1.0", "many 2.0.0"], AddMany);

    [TestCase("Many 1.2.x", "SC2201: '1.2.x' is no version of a package; ")]
    [TestCase("Many 1.*", "SC2203: '1.*' is not one exact version of Many, ")]
    [TestCase("Many (1.0.0,)", "SC2203: '(1.0.0,)' is not one exact version of Many, ")]
    [TestCase("Many [1.0.0,)", "SC2203: '[1.0.0,)' is not one exact version of Many, ")]
    [TestCase("Many", "SC2203: Many has no version, ")]
    public Task VersionThatIsNotOne(string wish, string text) => FailsAsync(text, 1, [wish], AddMany);

    [Test]
    public async Task SourceThatDoesNotAnswer()
    {
        using var asking = new Asking();
        asking.Feed.Use(asking.Task, $"http://127.0.0.1:{FreePort()}/index.json");
        await File.WriteAllTextAsync(Path.Combine(asking.Task, "nuget.config"), (await File.ReadAllTextAsync(Path.Combine(asking.Task, "nuget.config"))).Replace("/index.json\"", "/index.json\" allowInsecureConnections=\"true\" protocolVersion=\"3\"", StringComparison.Ordinal));

        var error = await asking.FailAsync("Top 1.0.0");

        Assert.That((error.Code, error.Line), Is.EqualTo((PackageCodes.SourceUnreachable.Id, 1)), error.Message);
    }

    [Test]
    public async Task DamagedPackage()
    {
        using var asking = new Asking();
        asking.Feed.Add("Top", "1.0.0");
        await File.WriteAllTextAsync(Path.Combine(asking.Feed.Feed, "Top.1.0.0.nupkg"), "torn");

        var error = await asking.FailAsync("Top 1.0.0");

        Assert.That(error.Code, Is.EqualTo(PackageCodes.RestoreFailed.Id).Or.EqualTo(PackageCodes.SourceUnreachable.Id), error.Message);
    }

    [Test]
    public async Task ConfigurationThatCantBeRead()
    {
        using var asking = new Asking();
        await File.WriteAllTextAsync(Path.Combine(asking.Task, "nuget.config"), "<configuration>");

        Assert.That((await asking.FailAsync("Top 1.0.0")).Code, Is.EqualTo(PackageCodes.RestoreFailed.Id));
    }

    private static async Task FailsAsync(string text, int line, string[] wishes, Action<PackageFeed> fill, params string[] sources)
    {
        using var asking = new Asking();
        asking.Feed.Use(asking.Task, sources);
        fill(asking.Feed);

        var error = await asking.FailAsync(wishes);

        Assert.That(error.ToString(), Does.StartWith($"{Path.Combine(asking.Task, "a.csx")}({line},1): error {text}"));
        Assert.That(File.Exists(asking.Lock), Is.False);
    }

    private static void AddMany(PackageFeed feed)
    {
        for (var version = 1; version <= 7; version++) feed.Add("Many", $"{version}.0.0");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
