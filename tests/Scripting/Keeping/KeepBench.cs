using System.Diagnostics;
using ScriptChat.Diagnostics;
using ScriptChat.Scripting.Building;
using ScriptChat.Scripting.Keeping;
using ScriptChat.Scripting.Tests.Fakes;

namespace ScriptChat.Scripting.Tests.Keeping;

/// <summary>What keeping costs, apart from all else.</summary>
[TestFixture]
internal sealed class KeepBench
{
    [Test, Explicit("measures; prints its figures")]
    public async Task KeepAndFind_AreMeasured()
    {
        using var folder = new TaskFolder(("echo.csx", Kept.Says("one")), ("two.csx", Kept.Says("two")), ("three.csx", Kept.Says("three")));
        var (kept, found) = (new List<double>(), new List<double>());
        var keeper = new VersionKeeper(folder.Versions, RuntimeStamp.Text, TimeProvider.System);
        var builder = new TaskBuilder(folder.Path, null);
        for (var round = 0; round < 40; round++)
        {
            folder.Write("echo.csx", Kept.Says($"{round}"));
            var bag = new DiagnosticBag();
            var snapshot = Snapshots.Take(folder.Path, [], bag)!;
            var built = await builder.BuildAsync(snapshot, (_, _, _) => throw new InvalidOperationException(), CancellationToken.None);
            var module = await VersionStarter.StartAsync(built.Task!, built.Content, (_, _, _, _) => null, bag, CancellationToken.None);
            var start = Stopwatch.GetTimestamp();
            keeper.Keep(new KeptContent(snapshot, built.Compiled!, module!), bag);
            kept.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            Assert.That(bag, Is.Empty);
            await using var catalog = folder.Keeping();
            start = Stopwatch.GetTimestamp();
            Assert.That(await catalog.FindAsync(module!.Version, CancellationToken.None), Is.Not.Null);
            found.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        kept.Sort();
        found.Sort();
        var size = Directory.EnumerateFiles(folder.Versions).Average(path => (double)new FileInfo(path).Length);
        await TestContext.Out.WriteLineAsync($"keep: median {kept[20]:F1} ms, worst {kept[^1]:F1} ms, {size / 1024:F0} KB each; find: median {found[20]:F1} ms, worst {found[^1]:F1} ms");
    }
}
