using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using ScriptChat.Host.Tests.Support;

namespace ScriptChat.Host.Tests.Reloading;

/// <summary>Save after save while people talk: none is dropped, nothing old stays, memory does not grow.</summary>
[TestFixture]
internal sealed class StormTests
{
    private const int People = 50;

    // From so many reloads on, what they do to memory can be told from what the process's youth does.
    private const int Measurable = 1000;

    [Test]
    public Task Reloads_UnderRunningConversations_DropNobodyAndLeaveNothing() => StormAsync(30);

    [Test, Explicit("minutes")]
    public Task ThousandReloads_UnderRunningConversations_DropNobodyAndLeaveNothing() => StormAsync(Measurable);

    private static async Task StormAsync(int reloads)
    {
        using var folder = Folder.Of(Script(0));
        await using var crowd = new Crowd(folder.Path);
        if (reloads >= Measurable) await StartFullAsync(crowd, folder);
        else await StartAsync(crowd);
        var talks = new List<Talk>();
        for (var person = 0; person < People; person++) talks.Add(await BeginAsync(crowd, version: 0));

        var old = new List<WeakReference>();
        var took = new List<double>();
        var memory = new MemorySeries();
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
            if (memory.Look() is { } now) await TestContext.Progress.WriteLineAsync($"{version} reloads: {now}, {Alive(old)} old versions");
        }

        var during = Alive(old);
        foreach (var talk in talks) await crowd.LeaveAsync(talk.Visitor);
        await GoneAsync(old);
        took.Sort();
        await TestContext.Out.WriteLineAsync(
            $"{reloads} reloads under {People} conversations: {during} old versions alive during it, {Alive(old)} after; {memory}; " +
            $"save to live: median {took[took.Count / 2]:F0} ms, p95 {took[took.Count * 95 / 100]:F0} ms");
        Assert.That(Alive(old), Is.Zero);
        if (reloads >= Measurable) memory.AssertFlat();
    }

    private static async Task StartAsync(Crowd crowd)
    {
        await crowd.Catalog.StartAsync(CancellationToken.None);
        await crowd.LiveAsync();
    }

    // The compiler keeps up to 65,536 pieces of syntax for the whole process, those that it met last. Two kilobytes more at each
    // save until it is full would look like a leak, so it is full before anything is measured.
    private static async Task StartFullAsync(Crowd crowd, Folder folder)
    {
        folder.Write("filler.csx", $"static class Filler {{ public static int[] Numbers = [{string.Join(", ", Enumerable.Range(1, 150_000))}]; }}\n");
        await StartAsync(crowd);
        File.Delete(folder.At("filler.csx"));
        await crowd.LiveAsync();
    }

    private static int Alive(List<WeakReference> old) => (old.Count(reference => reference.IsAlive) + 1) / 2;

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

    // Nothing is saved, said or collected here: that nobody talks to them any more must be enough.
    private static async Task GoneAsync(List<WeakReference> old)
    {
        var patience = Stopwatch.StartNew();
        while (old.Exists(reference => reference.IsAlive) && patience.Elapsed < TimeSpan.FromMinutes(1)) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
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
}
