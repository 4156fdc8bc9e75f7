using ScriptChat.Diagnostics;
using ScriptChat.Engine.Replaying;
using ScriptChat.Engine.Tests.Support;
using ScriptChat.Messages;
using ScriptChat.Records.Tests.Scenes;
using ScriptChat.Tasks;

namespace ScriptChat.Records.Tests.Replaying;

public sealed class ReplayTests
{
    [Test]
    public async Task Replay_OnItsOwnVersion_SaysTheSame()
    {
        using var bench = Scene.Chat();

        var events = await PlayAsync(bench);

        Assert.That(events.Select(one => one.Difference), Is.All.Null);
        Assert.That(events[0].Event, Is.EqualTo("Chat begins (chat) with Agent_0, Agent_1"));
        Assert.That(events[0].Now, Does.Contain("tells Agent_1: World: \"You are connected.\" [bye]"));
        Assert.That(events[0].Waits, Is.EqualTo("agent 0, agent 1"));
        Assert.That(events[1].Event, Is.EqualTo("Agent_0 says \"Hello?\""));
        Assert.That(events[1].Now, Is.EqualTo(new[] { "tells Agent_1: Agent_0: \"Hello?\"" }).And.EqualTo(events[1].Then));
        Assert.That(events[^1].Now, Does.Contain("is over"));
    }

    [Test]
    public async Task Replay_WithEffectsAndTime_UsesWhatWasRecorded()
    {
        using var bench = new Bench(Scene.Catalog());
        var guest = bench.Guest().Say("effects");
        await bench.QuietAsync();
        bench.Pass(31);
        guest.Say("yes");

        var events = await PlayAsync(bench);

        Assert.That(events.Select(one => one.Difference), Is.All.Null);
        Assert.That(events.Select(one => one.Event), Is.EqualTo(new[]
        {
            "Effects begins (effects) with Agent_0", "the effect 'fetch' gives \"fetched\"", "time passes", "Agent_0 says \"yes\"",
        }));
    }

    [Test]
    public async Task Replay_OnAnEditedScript_ShowsOtherWords()
    {
        using var bench = new Bench(Scene.Catalog());
        bench.Guest().Say("echo").Say("a").Say("bye");

        var events = await PlayAsync(bench, Scene.Catalog("Talk!").Current);

        Assert.That(events[0].Difference, Is.EqualTo("other words"));
        Assert.That(events[0].IsFatal, Is.False);
        Assert.That(events[0].Now[^1], Does.Contain("Talk!"));
        Assert.That(events[0].Then[^1], Does.Contain("Say something"));
        Assert.That(events, Has.Count.EqualTo(3));
        Assert.That(events.Skip(1).Select(one => one.Difference), Is.All.Null);
    }

    [Test]
    public async Task Replay_OnAScriptThatGoesElsewhere_StopsThere()
    {
        using var bench = new Bench(Scene.Catalog());
        bench.Guest().Say("echo").Say("a").Say("bye");
        var other = Scene.Catalog().World("Echo", _ => Task.FromResult<string?>(null)).Publish();

        var events = await PlayAsync(bench, other.Current);

        Assert.That(events.Single().IsFatal);
    }

    [Test]
    public async Task Replay_UntilAnEvent_SaysWhereTheWorldWaits()
    {
        using var bench = Scene.Chat();

        var events = await PlayAsync(bench, until: 2);

        Assert.That(events, Has.Count.EqualTo(2));
        Assert.That(events[^1].Waits, Is.EqualTo("agent 0, agent 1"));
    }

    [Test]
    public async Task Replay_OfAWorldThatThrew_SaysWhatItThrew()
    {
        using var bench = new Bench(new TestCatalog().Menu().Task(new TaskEntry { Name = "t", TaskWorld = "T", AgentsRequired = 1 })
            .World("T", async context => throw new InvalidOperationException((await context.Agent.ActAsync()).Text)).Publish());
        bench.Guest().Say("t").Say("too much");
        var log = new TestLog();

        var events = await PlayAsync(bench, (await bench.TranscriptsAsync()).Single().Id, null, null, log);

        Assert.That(events[^1].Now, Does.Contain("lets Agent_0 go: Crashed"));
        Assert.That(log.Entries.Select(entry => (entry.Code, entry.Error?.Message)), Is.EqualTo(new[] { ("SC3001", "too much") }));
    }

    [Test]
    public void Replay_OfAnUnknownConversation_IsRefused()
    {
        using var bench = Scene.Chat();

        Assert.That(Refused(bench, new ConversationId("nobody"), null), Is.EqualTo(RecordCodes.UnknownConversation));
    }

    [Test]
    public async Task Replay_WithoutItsVersion_IsRefused()
    {
        using var bench = Scene.Chat();
        var id = (await bench.TranscriptsAsync()).Single().Id;
        bench.Catalog.Kept.Clear();

        Assert.That(Refused(bench, id, null), Is.EqualTo(RecordCodes.NoVersion));
    }

    [Test]
    public async Task Replay_OnAScriptWithoutTheWorld_IsRefused()
    {
        using var bench = Scene.Chat();
        var id = (await bench.TranscriptsAsync()).Single().Id;

        Assert.That(Refused(bench, id, new TestCatalog().Menu().Publish().Current), Is.EqualTo(RecordCodes.NoWorld));
    }

    private static DiagnosticCode Refused(Bench bench, ConversationId id, WorldModule? module) =>
        Assert.ThrowsAsync<ReplayException>(() => PlayAsync(bench, id, module, null))!.Code;

    private static async Task<List<ReplayedEvent>> PlayAsync(Bench bench, WorldModule? module = null, int? until = null) =>
        await PlayAsync(bench, (await bench.TranscriptsAsync()).Single().Id, module, until);

    private static async Task<List<ReplayedEvent>> PlayAsync(Bench bench, ConversationId id, WorldModule? module, int? until, IEventLog? log = null)
    {
        List<ReplayedEvent> events = [];
        var replayer = new ConversationReplayer(bench.Journal, new ReplayOptions { Catalog = bench.Catalog, Module = module, Until = until, Log = log ?? NoLog.Instance });
        await foreach (var one in replayer.PlayAsync(id)) events.Add(one);
        return events;
    }
}
