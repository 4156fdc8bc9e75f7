using System.Runtime.CompilerServices;
using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Play;
using ScriptChat.Dialogues.Tests.Golden;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Dialogues.Tests.Play;

[TestFixture]
internal sealed class DialoguePlayerTests
{
    private const string Echo = "Ann enters\n  ...\nAnn: echo\n  ...\nAnn: one\n  World: one\n";

    [Test]
    public async Task Play_ManyAtTheSameTime_KnowNothingOfEachOther()
    {
        var dialogue = Texts.Read(Echo);
        var player = new DialoguePlayer();
        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => player.PlayAsync(dialogue, GoldenTask.Module))));
        Assert.That(results.Select(result => result.ToText()).Distinct(), Is.EqualTo(["test.dialogue: as written\n"]));
        Assert.That(results.Sum(result => result.Turns), Is.EqualTo(200));
    }

    [Test]
    public async Task Play_SameSeed_DrawsTheSame()
    {
        const string text = "Ann enters\n  ...\nAnn: effects\n";
        var first = await new DialoguePlayer().PlayAsync(Texts.Read("seed 5\n" + text), GoldenTask.Module);
        var second = await new DialoguePlayer().PlayAsync(Texts.Read("seed 5\n" + text), GoldenTask.Module);
        var other = await new DialoguePlayer().PlayAsync(Texts.Read("seed 6\n" + text), GoldenTask.Module);
        Assert.That(second.Accepted, Is.EqualTo(first.Accepted));
        Assert.That(other.Accepted, Is.Not.EqualTo(first.Accepted));
    }

    [Test]
    public async Task Play_WhenOver_LeavesNothingBehind()
    {
        var (catalog, worlds) = await PlayAndForgetAsync();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.That(catalog.Listeners, Is.Zero);
        Assert.That(worlds, Has.Count.EqualTo(2));
        Assert.That(worlds.Select(world => world.IsAlive), Is.All.False);
    }

    [Test]
    public async Task Play_NoVersionThatWorks_SaysSo()
    {
        var result = await new DialoguePlayer().PlayAsync(Texts.Read(Echo), new Catalog(null));
        Assert.That(result.Differences.Single().ToDiagnostic("echo.dialogue").ToString(), Is.EqualTo(
            "echo.dialogue(1,1): error SC3152: the task has no version that works; mend it first: 'runtime check' says what is wrong"));
    }

    [Test]
    public async Task Play_WithASpeaker_SaysWhoSpokeWhereItDiffers()
    {
        var asked = 0;
        var player = new DialoguePlayer(new PlayOptions { Speaker = () => $"here.csx:line {++asked}" });
        const string text = "Ann enters\n  ...\nAnn: echo\n  ...\nAnn: one\n  World: One\nAnn: two\n  World: two\nAnn: three\n";
        var result = await player.PlayAsync(Texts.Read(text), GoldenTask.Module);

        Assert.That(result.Differences.Select(difference => (difference.Line, difference.Place)), Is.EqualTo(new[] { (6, $"here.csx:line {asked - 2}"), (9, $"here.csx:line {asked}") }));
        Assert.That(result.ToText(), Does.Contain($"+       |   World: one        <- here.csx:line {asked - 2}\n").And.Contain($"<- here.csx:line {asked}\n"));
        Assert.That(result.Accepted, Does.Not.Contain("here.csx"));
    }

    [Test]
    public async Task Play_AHookThatThrowsWhenNobodyIsLeft_IsADifference()
    {
        var module = Module(context => new WorldInstance
        {
            Parley = async () => await context.Agent.AskAsync("Where to?"),
            EpisodeDone = () => ValueTask.FromResult(false),
            Shutdown = () => throw new NotSupportedException("on purpose"),
        });

        var result = await new DialoguePlayer().PlayAsync(Texts.Read("Ann enters\n  : Where to?\nAnn leaves\n"), module);

        var difference = result.Differences.Single();
        Assert.That((difference.Line, difference.Code, difference.Text), Is.EqualTo(
            (3, DialogueCodes.FailsOtherwise, "a world failed (NotSupportedException); mend it, or write 'the world fails' where that is meant")));
    }

    [Test]
    public async Task Play_WhatTheScriptLogsItself_IsNoFailure()
    {
        var module = Module(context => new WorldInstance
        {
            Parley = async () =>
            {
                context.Log.Error("on purpose");
                await context.Agent.AskAsync("Where to?");
            },
            EpisodeDone = () => ValueTask.FromResult(false),
        });

        var result = await new DialoguePlayer().PlayAsync(Texts.Read("Ann enters\n  : Where to?\n"), module);

        Assert.That(result.Passed, result.ToText());
    }

    [Test]
    public async Task Play_AnEffectThatNeverEnds_IsGivenUp()
    {
        var module = Module(context => new WorldInstance
        {
            Parley = async () => await context.Context.OnceAsync("never", async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
                return 0;
            }),
            EpisodeDone = () => ValueTask.FromResult(false),
        });

        var player = new DialoguePlayer(new PlayOptions { SettleLimit = TimeSpan.FromMilliseconds(20) });
        var result = await player.PlayAsync(Texts.Read("Ann enters\nAnn: hello\n"), module);
        var difference = result.Differences.Single();
        Assert.That((difference.Line, difference.Code), Is.EqualTo((1, DialogueCodes.NoRest)));
        Assert.That(difference.Text, Does.StartWith("1 side effects have not ended after 0.02 s; see which OnceAsync"));
    }

    [Test]
    public void Play_GivenUp_Throws()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.That(
            async () => await new DialoguePlayer().PlayAsync(Texts.Read(Echo), GoldenTask.Module, source.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<(Catalog Catalog, List<WeakReference> Worlds)> PlayAndForgetAsync()
    {
        List<WeakReference> worlds = [];
        var catalog = new Catalog(Module(context =>
        {
            var world = new WorldInstance { Parley = ChooseAsync, EpisodeDone = () => ValueTask.FromResult(false) };
            worlds.Add(new WeakReference(world));
            return world;

            async Task<string?> ChooseAsync() => (await context.Agent.AskAsync("Where to?")).Text;
        }));

        // One world ends in the middle of the play, another with it.
        var result = await new DialoguePlayer().PlayAsync(Texts.Read("Ann enters\n  : Where to?\nAnn: EXIT\n  ...\nAnn: again\n  : Where to?\n"), catalog);
        Assert.That(result.Passed, result.ToText());
        return (catalog, worlds);
    }

    private static WorldModule Module(Func<WorldContext, WorldInstance> menu) => new()
    {
        Config = new TaskConfig { Path = "/test/config.toml", TaskName = "test", Overworld = "Menu", Tasks = new Dictionary<string, TaskEntry>() },
        Version = "test",
        Worlds = new Dictionary<string, WorldDefinition> { ["menu"] = new() { Name = "Menu", Create = context => ValueTask.FromResult(menu(context)) } },
        Json = GoldenTask.Module.Json,
    };

    private sealed class Catalog(WorldModule? module) : IWorldCatalog
    {
        public event Action? Changed;

        public WorldModule? Current => module;

        public ValueTask<WorldModule?> FindAsync(string version, CancellationToken cancellationToken) => ValueTask.FromResult(module);

        public int Listeners => Changed?.GetInvocationList().Length ?? 0;
    }
}
