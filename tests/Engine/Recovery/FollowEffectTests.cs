using ScriptChat.Engine.Tests.Support;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Tests.Recovery;

/// <summary>Side effects that are under way when a conversation follows an edited script.</summary>
internal sealed class FollowEffectTests
{
    private readonly List<(string Key, CancellationToken Cancelled, TaskCompletionSource<string> Source)> runs = [];
    private TestCatalog catalog = null!;
    private Bench bench = null!;
    private TestPerson ann = null!;

    [SetUp]
    public void Begin()
    {
        runs.Clear();
        catalog = new TestCatalog().Menu().Task(new TaskEntry { Name = "t", TaskWorld = "T" }).World("T", context => FetchAsync(context, "Hello", "fetch"));
        bench = new Bench(catalog.Publish(), change: options => options with { FollowsReloads = () => true });
        ann = bench.Guest("ann").Say("t");
        Assert.That(ann.LastText, Is.EqualTo("Hello."));
        Assert.That(runs, Has.Count.EqualTo(1));
    }

    [TearDown]
    public void End() => bench.Dispose();

    [Test]
    public void Effect_ThatIsAskedForInTheSameWay_RunsOn([Values] bool twice)
    {
        Save("Good day", "fetch");
        if (twice) Save("Good evening", "fetch");
        Assert.That(runs, Has.Count.EqualTo(1), "it runs once");
        Assert.That(runs[0].Cancelled.IsCancellationRequested, Is.False);
        Answer(0, "found");
        Assert.That(ann.LastText, Is.EqualTo("Got found."));
        Assert.That(ann.Say("bye").LastText, Is.EqualTo("Where to?"));
    }

    [Test]
    public async Task Effect_ThatIsAskedForNoMore_IsCancelledAndItsResultIgnored()
    {
        catalog.World("T", async context =>
        {
            context.Agent.Observe("Good day.");
            while (true) context.Agent.Observe($"{(await context.Agent.ActAsync()).Text}.");
        }).Publish();
        bench.Settle();
        Assert.That(runs[0].Cancelled.IsCancellationRequested);
        var last = await bench.Journal.ReadLastAsync(CancellationToken.None);
        Answer(0, "late");
        Assert.That((await bench.Journal.ReadLastAsync(CancellationToken.None)).Equals(last), "nobody's result is no event");
        Assert.That(ann.Say("one").LastText, Is.EqualTo("one."));
    }

    [Test]
    public void Effect_OfAnotherName_IsAskedForBesideTheOneThatIsCancelled()
    {
        Save("Good day", "search");
        // The new script's answer is waited for before it takes over.
        Assert.That(runs.Select(run => run.Key.Split('/')[^2]), Is.EqualTo(new[] { "fetch", "search" }));
        Answer(1, "new");
        Assert.That(runs[0].Cancelled.IsCancellationRequested);
        Answer(0, "late");
        Assert.That(ann.LastText, Is.EqualTo("Got new."));
    }

    [Test]
    public void Effect_OfAConversationThatStays_RunsOn()
    {
        catalog.World("T", (Func<WorldContext, Task<string?>>)(_ => throw new InvalidOperationException("broken"))).Publish();
        bench.Settle();
        Assert.That(runs[0].Cancelled.IsCancellationRequested, Is.False);
        Answer(0, "found");
        Assert.That(ann.LastText, Is.EqualTo("Got found."));
    }

    [Test]
    public void Effect_TakenOver_IsCancelledWhenTheWorldEnds()
    {
        Save("Good day", "fetch");
        ann.Leave();
        Assert.That(runs[0].Cancelled.IsCancellationRequested);
    }

    private void Save(string greeting, string effect)
    {
        catalog.World("T", context => FetchAsync(context, greeting, effect)).Publish();
        bench.Settle();
    }

    private void Answer(int run, string result)
    {
        runs[run].Source.SetResult(result);
        bench.Settle();
    }

    private async Task<string?> FetchAsync(WorldContext context, string greeting, string effect)
    {
        context.Agent.Observe($"{greeting}.");
        var got = await context.Context.OnceAsync(effect, (key, cancelled) =>
        {
            var source = new TaskCompletionSource<string>();
            runs.Add((key, cancelled, source));
            return source.Task;
        });
        context.Agent.Observe($"Got {got}.");
        await context.Agent.ActAsync();
        return null;
    }
}
