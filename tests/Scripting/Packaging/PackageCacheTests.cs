using ScriptChat.Scripting.Tests.Fakes;
using ScriptChat.Scripting.Tests.Keeping;

namespace ScriptChat.Scripting.Tests.Packaging;

/// <summary>Compiled output and kept versions of scripts with packages.</summary>
[TestFixture]
internal sealed class PackageCacheTests
{
    [Test]
    public async Task StartFromTheCache_LoadsNeitherTheCompilerNorNuGet()
    {
        using var task = Make();
        await StartAsync(task);

        var output = await OwnProcess.RunAsync("start-from-cache", task.Folder.Path, task.Folder.Cache);

        Assert.That(output, Is.EqualTo("Live from cache: True; compiler assemblies: 0"));
    }

    [Test]
    public async Task PackagesThatAreGone_AreFetchedAgain_NotTakenForGranted()
    {
        using var task = Make();
        await StartAsync(task);
        Directory.Delete(task.Feed.Unpacked, recursive: true);

        Assert.That(await StartAsync(task), Is.EqualTo((CatalogEvent.Live, false)));
        Assert.That(task.Feed.Unpacked, Does.Exist);
    }

    [Test]
    public async Task LockFileThatChanged_IsLookedAtAgain()
    {
        using var task = Make();
        await StartAsync(task);
        var text = await File.ReadAllTextAsync(task.Lock);
        await File.WriteAllTextAsync(task.Lock, text.Replace("\"contentHash\": \"", "\"contentHash\": \"x", StringComparison.Ordinal));

        Assert.That(await StartAsync(task), Is.EqualTo((CatalogEvent.Broken, false)));
    }

    [Test]
    public async Task KeptVersion_HasItsPackages_WhateverBecameOfThem([Values] bool isAnotherRuntime)
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("The library that stands in for a package's is one of Unix.");
        using var task = new PackageTask(("echo.csx", PackageTask.Says("Top.Process", PackageTask.Package("Top", "1.0.0"))));
        task.AddNative();
        var version = await Kept.StartAsync(task.Folder, options => isAnotherRuntime ? options with { Stamp = "another runtime" } : options);
        Directory.Delete(task.Feed.Unpacked, recursive: true);
        Directory.Delete(task.Feed.Feed, recursive: true);
        Directory.Delete(task.Folder.Path, recursive: true);

        Assert.That(await Kept.HelloAsync(await Kept.FindAsync(task.Folder, version)), Is.EqualTo($"{Environment.ProcessId}"));
    }

    private static PackageTask Make()
    {
        var task = new PackageTask(("echo.csx", PackageTask.Says("Top.Version", PackageTask.Package("Top", "1.0.0"))));
        task.Feed.Add("Top", "1.0.0");
        return task;
    }

    private static async Task<(CatalogEvent Kind, bool FromCache)> StartAsync(PackageTask task)
    {
        await using var catalog = task.Folder.Catalog(cached: true);
        var report = await catalog.StartAsync(CancellationToken.None);
        return (report.Kind, report.FromCache);
    }
}
