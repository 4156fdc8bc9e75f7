using ScriptChat.Diagnostics;
using ScriptChat.Scripting.Tests.Fakes;

namespace ScriptChat.Scripting.Tests.Keeping;

/// <summary>A version is kept before it goes live.</summary>
[TestFixture]
internal sealed class KeepingTests
{
    [Test]
    public async Task Version_BeforeItGoesLive_IsKept()
    {
        using var folder = new TaskFolder(("echo.csx", Kept.Says("one")));
        await using var catalog = folder.Keeping();
        bool? wasKept = null;
        catalog.Changed += () => wasKept = File.Exists(Path.Combine(folder.Versions, $"{catalog.Current!.Version}.zip"));

        await catalog.StartAsync(CancellationToken.None);

        Assert.That(wasKept, Is.True);
        Assert.That(Directory.EnumerateFiles(folder.Versions).Count(), Is.EqualTo(1), "no draft is left");
    }

    [Test]
    public async Task SameContent_IsTheSameVersion_AndIsNotWrittenAgain()
    {
        using var folder = new TaskFolder(("echo.csx", Kept.Says("one")), ("data.txt", "data"));
        var first = await Kept.StartAsync(folder);
        var path = Path.Combine(folder.Versions, $"{first}.zip");
        // A comment at its end, which no version has that was written again.
        await using (var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
        {
            stream.Position = stream.Length - 2;
            await stream.WriteAsync("\u0002\0me"u8.ToArray());
        }

        var second = await Kept.StartAsync(folder);

        Assert.That(second, Is.EqualTo(first));
        Assert.That((await File.ReadAllBytesAsync(path))[^2..], Is.EqualTo("me"u8.ToArray()));
    }

    [Test]
    public async Task Version_DoesNotDependOnWhereThingsLie_NorOnTheRuntime()
    {
        using var folder = new TaskFolder(("echo.csx", Kept.Says("one")));
        using var other = new TaskFolder(("echo.csx", Kept.Says("one")));
        var version = await Kept.StartAsync(folder);

        Assert.That(await Kept.StartAsync(other), Is.EqualTo(version));
        Assert.That(await Kept.StartAsync(folder, options => options with { Stamp = "another runtime" }), Is.EqualTo(version));
        Assert.That(await Kept.StartAsync(folder, options => options with { VersionsFolder = folder.At("data/versions") }), Is.EqualTo(version));
        Assert.That(await Kept.StartAsync(folder, options => options with { VersionsFolder = folder.At("data/versions") }), Is.EqualTo(version), "with something in that folder");
    }

    [Test]
    public async Task ChangedOptionsAndData_AreOtherVersions()
    {
        using var folder = new TaskFolder(("echo.csx", Kept.Says("one")), ("data.txt", "data"));
        var first = await Kept.StartAsync(folder);
        var adjusted = await Kept.StartAsync(folder, options => options with { Adjust = config => config with { Opt = new() { ["debug"] = true } } });
        folder.Write("data.txt", "other data");
        var other = await Kept.StartAsync(folder);

        Assert.That(new[] { first, adjusted, other }, Is.Unique);
    }

    [Test]
    public async Task VersionThatCannotBeKept_GoesLive_WithAWarning()
    {
        using var folder = new TaskFolder(("echo.csx", Kept.Says("one")));
        await File.WriteAllTextAsync(folder.Versions, "a file where the folder should be");
        await using var catalog = folder.Keeping();

        var report = await catalog.StartAsync(CancellationToken.None);

        Assert.That(report.Kind, Is.EqualTo(CatalogEvent.Live));
        var warning = report.Diagnostics.Single();
        Assert.That((warning.Code, warning.Severity), Is.EqualTo((ScriptCodes.VersionNotKept.Id, Severity.Warning)));
        Assert.That(warning.Path, Is.EqualTo(Path.Combine(folder.Versions, $"{catalog.Current!.Version}.zip")));
    }

    [Test]
    public async Task DamagedCopyOfThePresentVersion_IsWrittenAnew()
    {
        using var folder = new TaskFolder(("echo.csx", Kept.Says("one")));
        var version = await Kept.StartAsync(folder);
        await File.WriteAllTextAsync(Path.Combine(folder.Versions, $"{version}.zip"), "torn");

        await Kept.StartAsync(folder);

        Assert.That(await Kept.HelloAsync(await Kept.FindAsync(folder, version)), Is.EqualTo("one"));
    }
}
