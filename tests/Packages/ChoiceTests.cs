using ScriptChat.Packages.Tests.Fakes;

namespace ScriptChat.Packages.Tests;

/// <summary>Which versions and which files are taken.</summary>
[TestFixture]
internal sealed class ChoiceTests
{
    [Test]
    public async Task Cousins_TakeTheHigherLowerBound_AndNearestWinsAtTheTop()
    {
        using var asking = new Asking();
        foreach (var version in new[] { "1.0.0", "1.1.0", "1.2.0", "1.3.0" }) asking.Feed.Add("Deep", version);
        asking.Feed.Add("Left", "1.0.0", ["Deep 1.0.0"]);
        asking.Feed.Add("Right", "1.0.0", ["Deep 1.2.0"]);
        Assert.That(await NamesAsync(asking, "Left 1.0.0", "Right 1.0.0"), Is.EquivalentTo(new[] { "Left 1.0.0", "Right 1.0.0", "Deep 1.2.0" }));

        File.Delete(asking.Lock);
        Assert.That(await NamesAsync(asking, "Left 1.0.0", "Right 1.0.0", "Deep 1.3.0"), Has.Member("Deep 1.3.0").And.No.Member("Deep 1.2.0"));
    }

    [Test]
    public async Task NeededVersionThatIsMissing_IsTheNextHigher()
    {
        using var asking = new Asking();
        asking.Feed.Add("Deep", "1.4.0");
        asking.Feed.Add("Deep", "1.5.0");
        asking.Feed.Add("Top", "1.0.0", ["Deep 1.0.0"]);

        Assert.That(await NamesAsync(asking, "Top 1.0.0"), Is.EqualTo(new[] { "Top 1.0.0", "Deep 1.4.0" }));
    }

    [Test]
    public async Task WhatTheFrameworkShips_IsNotFetched()
    {
        using var asking = new Asking();
        asking.Feed.Add("Top", "1.0.0", ["System.Text.Json 8.0.0", "System.Memory 4.5.5"]);

        Assert.That(await NamesAsync(asking, "Top 1.0.0"), Is.EqualTo(new[] { "Top 1.0.0" }));
    }

    [Test]
    public async Task Files_AreTheNearestOnes_OfThisMachine()
    {
        using var asking = new Asking();
        var library = PackageFeed.Library("Top", "1.0.0");
        var own = System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        asking.Feed.Add(
            "Top",
            "1.0.0",
            null,
            ("ref/net8.0/Top.dll", library),
            ("lib/netstandard2.0/Top.dll", library),
            ("lib/net8.0/Top.dll", library),
            ("lib/net472/Top.dll", library),
            ($"runtimes/{system}/lib/net8.0/Top.dll", library),
            ("runtimes/browser/lib/net8.0/Top.dll", library),
            ($"runtimes/{system}-{own}/native/libtop.so", [1]),
            ($"runtimes/{system}/native/libtop.so", [2]),
            ("runtimes/win-arm/native/top.dll", [3]),
            ("build/Top.targets", "<Project />"u8.ToArray()),
            ("analyzers/dotnet/cs/Top.Analyzer.dll", library));

        var package = (await asking.GetAsync("Top 1.0.0")).Single();

        Assert.That(package.Files.Select(file => $"{file.Use} {Path.GetRelativePath(package.Folder, file.Path)}"), Is.EquivalentTo(new[]
        {
            "Compile ref/net8.0/Top.dll", $"Runtime runtimes/{system}/lib/net8.0/Top.dll", $"Native runtimes/{system}-{own}/native/libtop.so",
        }));
    }

    [Test]
    public async Task AssemblyOfTwoPackages_IsTheNewest_AndTheFrameworksOwnIsNotTaken()
    {
        using var asking = new Asking();
        asking.Feed.Add("Left", "1.0.0", null, ("lib/net8.0/Same.dll", PackageFeed.Library("Same", "1.0.0")), ("lib/net8.0/System.Text.Json.dll", PackageFeed.Library("System.Text.Json", "4.0.0", "class None;")));
        asking.Feed.Add("Right", "1.0.0", null, ("lib/net8.0/Same.dll", PackageFeed.Library("Same", "2.0.0")));

        var packages = await asking.GetAsync("Left 1.0.0", "Right 1.0.0");

        Assert.That(packages.SelectMany(package => package.Files.Select(file => $"{package.Id} {file.Use} {Path.GetFileName(file.Path)}")), Is.EqualTo(new[] { "Right Compile Same.dll", "Right Runtime Same.dll" }));
    }

    [Test]
    public async Task Id_ItsCase_DoesNotCount()
    {
        using var asking = new Asking();
        asking.Feed.Add("Some.Top", "1.0.0");

        Assert.That(await NamesAsync(asking, "sOME.tOP 1.0.0", "some.top 1.0"), Is.EqualTo(new[] { "Some.Top 1.0.0" }));
    }

    private static async Task<IEnumerable<string>> NamesAsync(Asking asking, params string[] wishes) =>
        (await asking.GetAsync(wishes)).Select(package => $"{package.Id} {package.Version}");
}
