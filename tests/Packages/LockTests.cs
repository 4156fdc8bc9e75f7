using ScriptChat.Diagnostics;
using ScriptChat.Packages.Restored;
using ScriptChat.Packages.Tests.Fakes;

namespace ScriptChat.Packages.Tests;

/// <summary>The lock file beside the task.</summary>
[TestFixture]
internal sealed class LockTests
{
    [Test]
    public async Task SecondRestore_NeedsNoSource_AndWritesNothing()
    {
        using var asking = new Asking();
        asking.Feed.Add("Deep", "1.0.0");
        asking.Feed.Add("Top", "2.0.0", ["Deep 1.0.0"]);
        var first = await asking.GetAsync("Top 2.0.0");
        Assert.That(asking.Worked, Is.EqualTo(1));
        File.SetLastWriteTimeUtc(asking.Lock, DateTime.UnixEpoch);
        asking.Feed.Use(asking.Task, sources: "");

        var second = await asking.GetAsync("top 2.0.0");

        Assert.That(Names(second), Is.EqualTo(Names(first)).And.EqualTo(new[] { "Top 2.0.0", "Deep 1.0.0" }));
        Assert.That(asking.Worked, Is.Zero);
        Assert.That(File.GetLastWriteTimeUtc(asking.Lock), Is.EqualTo(DateTime.UnixEpoch));
    }

    [Test]
    public async Task LockedVersions_AreFetchedAgain_EvenIfOthersCameMeanwhile()
    {
        using var asking = new Asking();
        asking.Feed.Add("Deep", "1.1.0");
        asking.Feed.Add("Top", "2.0.0", ["Deep 1.0.0"]);
        await asking.GetAsync("Top 2.0.0");
        asking.Feed.Add("Deep", "1.0.0");
        Directory.Delete(asking.Feed.Unpacked, recursive: true);

        var again = await asking.GetAsync("Top 2.0.0");

        Assert.That(Names(again), Is.EqualTo(new[] { "Top 2.0.0", "Deep 1.1.0" }));
        Assert.That(asking.Worked, Is.EqualTo(1));
    }

    [Test]
    public async Task OtherWishes_AreChosenAnew_AndTheFileSaysSo()
    {
        using var asking = new Asking();
        asking.Feed.Add("Top", "1.0.0");
        asking.Feed.Add("Top", "2.0.0");
        await asking.GetAsync("Top 1.0.0");

        var packages = await asking.GetAsync("Top 2.0.0");

        Assert.That(Names(packages), Is.EqualTo(new[] { "Top 2.0.0" }));
        Assert.That(await File.ReadAllTextAsync(asking.Lock), Does.Contain("\"resolved\": \"2.0.0\"").And.Not.Contain("1.0.0"));
    }

    [TestCase("Top 1.*")]
    [TestCase("Top [1.0,2.0)")]
    [TestCase("Top")]
    public async Task FloatingVersion_IsTakenAsLocked_ElseRefused(string wish)
    {
        using var asking = new Asking();
        asking.Feed.Add("Top", "1.0.0");
        asking.Feed.Add("Top", "1.1.0");
        Assert.That((await asking.FailAsync(wish)).Code, Is.EqualTo(PackageCodes.NotExact.Id));
        await asking.GetAsync("Top 1.0.0");

        var packages = await asking.GetAsync(wish);

        Assert.That(Names(packages), Is.EqualTo(new[] { "Top 1.0.0" }));
    }

    [Test]
    public async Task ContentThatChanged_IsRefused()
    {
        using var asking = new Asking();
        asking.Feed.Add("Top", "1.0.0");
        await asking.GetAsync("Top 1.0.0");
        asking.Feed.Add("Top", "1.0.0", null, ("lib/net8.0/Top.dll", PackageFeed.Library("Top", "6.6.6")));
        Directory.Delete(asking.Feed.Unpacked, recursive: true);

        var error = await asking.FailAsync("Top 1.0.0");

        Assert.That(error.ToString(), Does.StartWith($"{Path.Combine(asking.Task, "a.csx")}(1,1): error SC2212: Top 1.0.0 is not what packages.lock.json says: "));
    }

    [Test]
    public async Task DamagedLockFile_IsNamed()
    {
        using var asking = new Asking();
        asking.Feed.Add("Top", "1.0.0");
        await File.WriteAllTextAsync(asking.Lock, "{ \"version\": 1, \"dep");

        var error = await asking.FailAsync("Top 1.0.0");

        Assert.That((error.Code, error.Path), Is.EqualTo((PackageCodes.BadLockFile.Id, asking.Lock)));
    }

    [Test]
    public async Task LockFileThatCantBeWritten_IsWarnedOf()
    {
        using var asking = new Asking();
        asking.Feed.Add("Top", "1.0.0");

        // A folder in its place: the right to write is no hindrance to a test that runs as root.
        Directory.CreateDirectory(asking.Lock);
        var packages = await asking.AskAsync("Top 1.0.0");

        Assert.That(Names(packages!), Is.EqualTo(new[] { "Top 1.0.0" }));
        Assert.That(asking.Bag.Single().Code, Is.EqualTo(PackageCodes.LockNotWritten.Id));
    }

    private static IEnumerable<string> Names(IEnumerable<RestoredPackage> packages) => packages.Select(package => $"{package.Id} {package.Version}");
}
