using ScriptChat.Scripting.Tests.Fakes;
using ScriptChat.Tasks;

namespace ScriptChat.Scripting.Tests.Keeping;

/// <summary>What tests of kept versions do again and again.</summary>
internal static class Kept
{
    /// <summary>Starts a catalog that keeps versions, and ends it; gives the version that went live.</summary>
    public static async Task<string> StartAsync(TaskFolder folder, Func<CatalogOptions, CatalogOptions>? change = null)
    {
        await using var catalog = folder.Keeping(change);
        var report = await catalog.StartAsync(CancellationToken.None);
        Assert.That((report.Kind, string.Join('\n', report.Diagnostics)), Is.EqualTo((CatalogEvent.Live, "")));
        return catalog.Current!.Version;
    }

    /// <summary>The version in a new catalog that has not started, which must have it.</summary>
    public static async Task<WorldModule> FindAsync(TaskFolder folder, string version, Func<CatalogOptions, CatalogOptions>? change = null)
    {
        var reports = new List<CatalogReport>();
        await using var catalog = folder.Keeping(change);
        catalog.Reported += reports.Add;
        var module = await catalog.FindAsync(version, CancellationToken.None);
        Assert.That(module?.Version, Is.EqualTo(version), string.Join('\n', reports.SelectMany(report => report.Diagnostics)));
        return module!;
    }

    /// <summary>Why a new catalog does not have the version.</summary>
    public static async Task<CatalogReport> MissAsync(TaskFolder folder, string version)
    {
        var reports = new List<CatalogReport>();
        await using var catalog = folder.Keeping();
        catalog.Reported += reports.Add;
        Assert.That(await catalog.FindAsync(version, CancellationToken.None), Is.Null);
        Assert.That(await catalog.FindAsync(version, CancellationToken.None), Is.Null, "asked again");
        return reports.Single();
    }

    /// <summary>What a conversation of the version says first.</summary>
    public static async Task<string> HelloAsync(WorldModule module, string world = "echo")
    {
        var agent = new FakeAgent(module.Json);
        var instance = await module.Find(world)!.Create(FakeConversation.Of(module, agent));
        await instance.Parley();
        return agent.Seen[0].Text;
    }

    public static string Says(string word) => $"void parley() => Agent.Observe(\"{word}\");\nbool episode_done() => true;\n";
}
