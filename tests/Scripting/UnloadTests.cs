using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using ScriptChat.Scripting.Tests.Fakes;

namespace ScriptChat.Scripting.Tests;

/// <summary>Old versions leave memory.</summary>
[TestFixture]
internal sealed class UnloadTests
{
    [Test]
    public Task Reloads_LeaveNoOldVersionInMemory() => ReloadAsync(30);

    [Test]
    public Task OneReload_ThenNothingMore_LeavesNoOldVersionInMemory() => ReloadAsync(1);

    [Test, Explicit("a minute or more")]
    public Task ThousandReloads_LeaveNoOldVersionAndFlatMemory() => ReloadAsync(1000);

    [Test]
    public async Task LiveVersion_AfterACollection_IsNotUnloading()
    {
        using var folder = new TaskFolder(("echo.csx", Script(-1)));
        await using var live = await LiveTask.StartAsync(folder);
        var name = $"test {live.Current.Version.Split('-')[0]}";
        for (var round = 0; round < 3; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        // One that unloads is no longer among them, and loads no referenced assembly any more.
        Assert.That(AssemblyLoadContext.All.Select(context => context.Name), Has.One.EqualTo(name));
    }

    private static async Task ReloadAsync(int times)
    {
        // Versions of its own: another test's may be on their way out still.
        var first = times * 10_000;
        using var folder = new TaskFolder(("echo.csx", Script(first)));
        await using var live = await LiveTask.StartAsync(folder);
        var old = new List<WeakReference>();
        long early = 0;
        for (var version = 1; version <= times; version++)
        {
            old.Add(await UseAsync(live));
            folder.Write("echo.csx", Script(first + version));
            await live.NextAsync(CatalogEvent.Live);
            if (version == times / 2) early = Environment.WorkingSet;
        }

        await GoneAsync(old);
        var alive = old.Count(reference => reference.IsAlive);
        await TestContext.Out.WriteLineAsync($"{times} reloads: {alive} old versions alive, {early >> 20} MB half way, {Environment.WorkingSet >> 20} MB at the end");
        Assert.That(alive, Is.Zero);
        if (times >= 1000) Assert.That(Environment.WorkingSet, Is.LessThan(early * 1.1));
    }

    // A method of its own, so that no local of the test holds the module.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> UseAsync(LiveTask live)
    {
        await live.HelloAsync();
        return new WeakReference(live.Current.Code, trackResurrection: true);
    }

    // Nothing is saved, serialized or collected here: the catalog itself sees to it.
    private static async Task GoneAsync(List<WeakReference> old)
    {
        var patience = Stopwatch.StartNew();
        while (old.Exists(reference => reference.IsAlive) && patience.Elapsed < TimeSpan.FromMinutes(1)) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
    }

    // A world with all that could hold on to its types: records through JSON, model, hooks, module_initialize.
    private static string Script(int version) => $$"""
        record Score(string Name, int[] Points);
        static Score module_initialize(ReadOnlyData opt) => new("v{{version}}", [{{version}}]);
        void parley()
        {
            Agent.Data.Set("score", new Score("ann", [1, 2]));
            var back = Agent.Data.Get<Score>("score")!;
            var text = JsonSerializer.Serialize(back, Context.Json);
            Agent.Observe(JsonSerializer.Deserialize<Score>(text, Context.Json)!.Name + Context.Module.As<Score>()!.Name);
        }
        Score data => new("data", []);
        bool episode_done() => true;
        static bool eligibility(AgentState state) => true;
        """;
}
