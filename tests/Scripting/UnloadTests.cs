using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Text.Json;
using ScriptChat.Scripting.Binding;
using ScriptChat.Scripting.Tests.Fakes;

namespace ScriptChat.Scripting.Tests;

/// <summary>Old versions leave memory.</summary>
[TestFixture]
internal sealed class UnloadTests
{
    [Test]
    public Task Reloads_LeaveNoOldVersionInMemory() => ReloadAsync(30);

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
        using var folder = new TaskFolder(("echo.csx", Script(0)));
        await using var live = await LiveTask.StartAsync(folder);
        var old = new List<WeakReference>();
        long early = 0;
        for (var version = 1; version <= times; version++)
        {
            old.Add(await UseAsync(live));
            folder.Write("echo.csx", Script(version));
            await live.NextAsync(CatalogEvent.Live);
            if (version == times / 2) early = Environment.WorkingSet;
        }

        Collect(old);
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

    private static void Collect(List<WeakReference> old)
    {
        // The serializer's own cache of accessors lets go of a type a second after its last use, when it is used again.
        var patience = Stopwatch.StartNew();
        while (old.Exists(reference => reference.IsAlive) && patience.Elapsed < TimeSpan.FromSeconds(20))
        {
            JsonSerializer.Serialize(new Poke(old.Count), JsonValues.NewOptions());
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private sealed record Poke(int Count);

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
