using System.Diagnostics;
using ScriptChat.Packages.Tests.Fakes;

namespace ScriptChat.Packages.Tests;

/// <summary>How long restoring takes; run by hand.</summary>
[TestFixture]
internal sealed class RestoreBench
{
    [TestCase("Microsoft.Data.Sqlite 10.0.15", 6)]
    [TestCase("Serilog.AspNetCore 10.0.0", 8)]
    [Explicit("a measurement")]
    public async Task ManyPackages_ColdAndWarm(string wish, int atLeast)
    {
        await Registry.NeedAsync();
        var (cold, unlocked, locked) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < 5; round++)
        {
            using var asking = new Asking();
            asking.Feed.Use(asking.Task, Registry.Sources);
            Environment.SetEnvironmentVariable("NUGET_HTTP_CACHE_PATH", Path.Combine(asking.Task, ".http"));
            cold.Add(await TimeAsync(asking, wish, atLeast));
            File.Delete(asking.Lock);
            unlocked.Add(await TimeAsync(asking, wish, atLeast));
            locked.Add(await TimeAsync(asking, wish, atLeast));
            Environment.SetEnvironmentVariable("NUGET_HTTP_CACHE_PATH", null);
        }

        var load = File.Exists("/proc/loadavg") ? await File.ReadAllTextAsync("/proc/loadavg") : "unknown";
        await TestContext.Out.WriteLineAsync(
            $"{wish}: cold: first {cold[0]:F0} ms, then {string.Join(", ", cold.Skip(1).Select(ms => $"{ms:F0}"))}; in the folder without a lock file: {string.Join(", ", unlocked.Select(ms => $"{ms:F0}"))}; with it: {string.Join(", ", locked.Select(ms => $"{ms:F0}"))}; load {load.Trim()}");
        Assert.That((cold.Max(), unlocked.Max(), locked.Max()), Is.LessThan((2000.0, 500.0, 500.0)).Using<(double, double, double)>((x, y) => x.Item1 < y.Item1 && x.Item2 < y.Item2 && x.Item3 < y.Item3 ? -1 : 1));
    }

    private static async Task<double> TimeAsync(Asking asking, string wish, int atLeast)
    {
        var start = Stopwatch.GetTimestamp();
        var packages = await asking.GetAsync(wish);
        Assert.That(packages, Has.Count.AtLeast(atLeast));
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
