using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using ScriptChat.Host.Tests.Support;

namespace ScriptChat.Host.Tests.Reloading;

/// <summary>Save after save while people talk: none is dropped, nothing old stays, memory does not grow.</summary>
[TestFixture]
internal sealed class StormTests
{
    private const int People = 50;

    [Test]
    public Task Reloads_UnderRunningConversations_DropNobodyAndLeaveNothing() => StormAsync(30);

    [Test, Explicit("minutes")]
    public Task ThousandReloads_UnderRunningConversations_DropNobodyAndLeaveNothing() => StormAsync(1000);

    private static async Task StormAsync(int reloads)
    {
        using var folder = Folder.Of(Script(0));
        await using var crowd = new Crowd(folder.Path);
        await crowd.Catalog.StartAsync(CancellationToken.None);
        await crowd.LiveAsync();
        var talks = new List<Talk>();
        for (var person = 0; person < People; person++) talks.Add(await BeginAsync(crowd, version: 0));

        var old = new List<WeakReference>();
        var took = new List<double>();
        var early = default(Memory);
        for (var version = 1; version <= reloads; version++)
        {
            old.AddRange(Watch(crowd));
            folder.Write("echo.csx", Script(version));
            took.Add((await crowd.LiveAsync()).Took.TotalMilliseconds);

            // Everybody goes on where they were; one is done, and the next conversation is the new version's.
            foreach (var talk in talks) await talk.GoOnAsync(crowd);
            await crowd.LeaveAsync(talks[0].Visitor);
            talks.RemoveAt(0);
            talks.Add(await BeginAsync(crowd, version));
            // By then each of the first has left: as many versions live as people talk, or all there are.
            if (version == Math.Max(reloads / 5, Math.Min(reloads, People + 10))) early = Memory.Now();
        }

        var late = Memory.Now();
        var during = old.Count(reference => reference.IsAlive);
        foreach (var talk in talks) await crowd.LeaveAsync(talk.Visitor);
        await DrainAsync(crowd, folder, old);
        var alive = old.Count(reference => reference.IsAlive);
        took.Sort();
        await TestContext.Out.WriteLineAsync(
            $"{reloads} reloads under {People} conversations: {during / 2} old versions alive during it, {alive / 2} after; heap {early.Heap >> 10} KB early, {late.Heap >> 10} KB late; " +
            $"RSS {early.Resident >> 20} MB early, {late.Resident >> 20} MB late; save to live: median {took[took.Count / 2]:F0} ms, p95 {took[took.Count * 95 / 100]:F0} ms");
        Assert.That(alive, Is.Zero);
        if (reloads < 1000) return;
        Assert.That(late.Heap, Is.LessThan(early.Heap * 1.1));
        Assert.That(late.Resident, Is.LessThan(early.Resident * 1.1));
    }

    private static async Task<Talk> BeginAsync(Crowd crowd, int version)
    {
        var (visitor, first) = await crowd.ComeAsync();
        Assert.That(first, Is.EqualTo($"version {version}"));
        return new Talk(visitor, version);
    }

    // A method of its own, so that no local of the test holds what it looks at.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] Watch(Crowd crowd)
    {
        var module = crowd.Catalog.Current!;
        var context = AssemblyLoadContext.All.Single(context => context.Name == $"test {module.Version}");
        return [new WeakReference(module), new WeakReference(context, trackResurrection: true)];
    }

    // The framework's serializer remembers the types that it met for a second, and forgets when it meets others: the author
    // saves on, and people come and go.
    private static async Task DrainAsync(Crowd crowd, Folder folder, List<WeakReference> old)
    {
        for (var round = 1; round <= 60 && old.Exists(reference => reference.IsAlive); round++)
        {
            folder.Write("echo.csx", Script(-round));
            await crowd.LiveAsync();
            var talk = await BeginAsync(crowd, -round);
            await talk.GoOnAsync(crowd);
            await crowd.LeaveAsync(talk.Visitor);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static string Script(int version) => $$"""
        record Talk(int Version, int Times);

        var talk = new Talk({{version}}, 0);
        Agent.Observe($"version {talk.Version}");

        async Task parley()
        {
            var act = await Agent.ActAsync();
            talk = talk with { Times = talk.Times + 1 };
            Agent.Data.Set("talk", talk);
            Agent.Observe($"{talk.Version}.{talk.Times} {act.Text}");
        }

        bool episode_done() => false;

        """;

    private sealed class Talk(Crowd.Visitor visitor, int version)
    {
        private int times;

        public Crowd.Visitor Visitor => visitor;

        public async Task GoOnAsync(Crowd crowd)
        {
            times++;
            Assert.That(await crowd.AskAsync(visitor, "on"), Is.EqualTo($"{version}.{times} on"));
        }
    }

    private readonly record struct Memory(long Heap, long Resident)
    {
        public static Memory Now()
        {
            for (var round = 0; round < 3; round++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            return new Memory(GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
        }
    }
}
