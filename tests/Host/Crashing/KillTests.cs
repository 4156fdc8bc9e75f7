using System.Text.RegularExpressions;
using ScriptChat.Host.Tests.Support;
using ScriptChat.Tools.Load.Killing;
using ScriptChat.Tools.Load.Running;

namespace ScriptChat.Host.Tests.Crashing;

/// <summary>The short form of <c>load kill</c>: people go on talking while the runtime is killed, also while it is coming back.</summary>
[TestFixture]
internal sealed class KillTests
{
    [TestCase("Echo", 20)]
    [TestCase("Pair", 40)]
    public async Task Runtime_KilledThreeTimesUnderTwentyConversations_LosesDoublesAndReordersNothing(string scenario, int connections)
    {
        var lines = new List<string>();
        var report = await KillRun.RunAsync(Options(Enum.Parse<Scenario>(scenario), connections), lines.Add, CancellationToken.None);
        foreach (var line in lines) await TestContext.Out.WriteLineAsync(line);
        Assert.That((report.Lost, report.Doubled, report.Reordered), Is.EqualTo((0, 0, 0)));
        Assert.That(report.Failures, Is.Empty);
        Assert.That(report.Kills, Is.EqualTo(4));
        Assert.That(report.Resumed, Is.GreaterThanOrEqualTo(3 * connections));
        Assert.That(report.Acknowledged, Is.GreaterThanOrEqualTo(3 * connections), "each had an answer to a new word after each kill");
    }

    private static KillOptions Options(Scenario scenario, int connections) => new()
    {
        Server = $"dotnet \"{Path.Combine(AppContext.BaseDirectory, "runtime.dll")}\" --task \"{Path.Combine(Folder.Root(), "tools", "Load", "tasks", "bench")}\" --port {{port}} --data {{data}} --no-watch --rate-limit off",
        Times = 3,
        EarlyEvery = 2,
        Between = TimeSpan.FromSeconds(1),
        // How long it takes is measured by the long form, on a machine that does nothing else.
        Within = TimeSpan.MaxValue,
        Talk = new SteadyOptions
        {
            Url = new Uri("ws://127.0.0.1/"),
            Scenario = scenario,
            Connections = connections,
            Opening = [scenario.ToString().ToLowerInvariant()],
            Ready = new Regex("^ready$", RegexOptions.None, TimeSpan.FromSeconds(1)),
            Pause = TimeSpan.FromMilliseconds(100),
        },
    };
}
