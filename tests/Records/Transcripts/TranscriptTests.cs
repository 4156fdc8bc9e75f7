using System.Text;
using ScriptChat.Diagnostics;
using ScriptChat.Engine.Tests.Support;
using ScriptChat.Journal;
using ScriptChat.Messages;
using ScriptChat.Records.Tests.Scenes;
using ScriptChat.Records.Transcripts;

namespace ScriptChat.Records.Tests.Transcripts;

public sealed class TranscriptTests
{
    [Test]
    public async Task Chat_BetweenTwo_IsTheirTurnsWithWhoSawThem()
    {
        using var bench = Scene.Chat();

        var transcript = (await bench.TranscriptsAsync()).Single();

        Assert.That(transcript.Task, Is.EqualTo("chat"));
        Assert.That(transcript.World, Is.EqualTo("Chat"));
        Assert.That(transcript.Version, Is.EqualTo(bench.Catalog.Current!.Version));
        Assert.That(transcript.Run, Is.EqualTo(1));
        Assert.That(transcript.Outcome, Is.EqualTo("done"));
        Assert.That(transcript.People.Select(person => (person.Person.Value, person.DisplayId)), Is.EqualTo(new[] { ("test:ann", "Agent_0"), ("test:bob", "Agent_1") }));
        Assert.That(transcript.Turns.Select(turn => $"{turn.Speaker}: {turn.Text} -> {string.Join(' ', turn.ShownTo)}"), Is.EqualTo(new[]
        {
            "World: You are connected. -> 0 1", "Agent_0: Hello? -> 1", "Agent_1: Hi -> 0", "Agent_1: bye -> ",
        }));
        Assert.That(transcript.Turns[0].QuickReplies, Is.EqualTo(new[] { "bye" }));
        Assert.That(transcript.Turns.Select(turn => turn.Latency?.TotalSeconds), Is.EqualTo(new double?[] { null, 3.25, 1.5, 5.5 }));
        Assert.That(transcript.Ended - transcript.Begun, Is.EqualTo(TimeSpan.FromSeconds(8.75)));
    }

    [Test]
    public async Task Message_SaidTwiceToOne_IsTwoTurns()
    {
        using var bench = new Bench(Scene.Catalog());
        bench.Guest().Say("echo").Say("a").Say("a").Say("bye");

        var transcript = (await bench.TranscriptsAsync()).Single();

        Assert.That(transcript.Turns.Select(turn => $"{turn.Kind} {turn.Text}"), Is.EqualTo(new[]
        {
            "World Say something; bye ends it.", "Person a", "World a", "Person a", "World a", "Person bye",
        }));
        Assert.That(transcript.Turns[2].Person, Is.Null);
        Assert.That(transcript.Rows.Single().Value.GetProperty("Ended").GetString(), Is.EqualTo("well"));
    }

    [Test]
    public async Task Filter_ByKindTaskTimeAndId_TakesThose()
    {
        MemoryJournal journal = null!;
        using var bench = new Bench(Scene.Catalog(), change: options => options with { Journal = journal = new MemoryJournal(time: options.Time) });
        var guest = bench.Guest().Say("echo").Say("bye");
        bench.Pass(60 * 60 * 30);
        var second = bench.Time.GetUtcNow();
        guest.Say("effects");

        Assert.That((await journal.TranscriptsAsync()).Select(one => one.World), Is.EqualTo(new[] { "Echo", "Effects" }));
        Assert.That((await journal.TranscriptsAsync(new TranscriptFilter { Kinds = [ConversationKind.Overworld] })).Select(one => one.World), Is.EqualTo(new[] { "Menu", "Menu" }));
        Assert.That((await journal.TranscriptsAsync(new TranscriptFilter { Task = "ECHO" })).Select(one => one.World), Is.EqualTo(new[] { "Echo" }));
        Assert.That((await journal.TranscriptsAsync(new TranscriptFilter { Since = second })).Select(one => one.World), Is.EqualTo(new[] { "Effects" }));
        Assert.That((await journal.TranscriptsAsync(new TranscriptFilter { Until = second })).Select(one => one.World), Is.EqualTo(new[] { "Echo" }));
        var menu = (await journal.TranscriptsAsync(new TranscriptFilter { Kinds = [ConversationKind.Overworld] }))[0];
        Assert.That((await journal.TranscriptsAsync(new TranscriptFilter { Conversations = [menu.Id] })).Select(one => one.Id), Is.EqualTo(new[] { menu.Id }));
    }

    [Test]
    public async Task Reload_ThatTellsOtherwise_ReplacesWhatItStruck()
    {
        using var bench = new Bench(Scene.Catalog(), change: options => options with { FollowsReloads = () => true });
        var guest = bench.Guest().Say("echo").Say("a");
        var old = bench.Catalog.Current!.Version;
        Scene.Edit(bench.Catalog, "Talk!");
        await bench.QuietAsync();
        guest.Say("b");

        var transcript = (await bench.TranscriptsAsync()).Single();

        Assert.That(transcript.Turns.Select(turn => $"{turn.Speaker}: {turn.Text}"), Is.EqualTo(new[] { "World: Talk!", "Agent_0: a", "World: a", "Agent_0: b", "World: b" }));
        Assert.That(transcript.Version, Is.EqualTo(old));
        Assert.That(transcript.Turns[^1].Version, Is.EqualTo(bench.Catalog.Current!.Version).And.EqualTo(transcript.LastVersion));
    }

    [Test]
    public async Task Conversation_StillGoingOn_HasNoEnd()
    {
        using var bench = new Bench(Scene.Catalog());
        bench.Guest().Say("echo").Say("a");

        var transcript = (await bench.TranscriptsAsync()).Single();

        Assert.That(transcript.Ended, Is.Null);
        Assert.That(transcript.Outcome, Is.Null);
    }

    [Test]
    public async Task Person_WhoLeaves_IsSaidSo()
    {
        using var bench = new Bench(Scene.Catalog());
        bench.Guest().Say("echo").Leave();

        var transcript = (await bench.TranscriptsAsync()).Single();

        Assert.That(transcript.People.Single().Outcome, Is.EqualTo("left"));
        Assert.That(transcript.Outcome, Is.EqualTo("left"));
    }

    [Test]
    public async Task Words_ErasedFromTheRecord_LeaveTheirTurn()
    {
        var journal = new MemoryJournal();
        Append(journal, """{"at":1000,"up":0,"in":{"letter":"begin","kind":"Task","task":"t","world":"T","agents":[{"person":{"value":"test:ann"},"here":true}]},"version":"v"}""");
        Append(journal, """{"at":2000,"up":1,"from":"p/test:ann","number":1,"in":{"letter":"spoke","person":{"value":"test:ann"},"number":1},"sent":[{"to":"p/test:ann","number":1,"letter":{"letter":"told","conversation":{"value":"x"},"message":{"id":"World"}}}]}""");

        var transcript = await new TranscriptReader(journal).FindAsync(new ConversationId("x"));

        Assert.That(transcript!.Turns.Select(turn => $"{turn.Kind}{turn.Text}"), Is.EqualTo(new[] { "Person", "World" }));
    }

    [Test]
    public async Task Record_ThatNobodyUnderstands_IsSaidAndTheOthersAreRead()
    {
        using var bench = new Bench(Scene.Catalog());
        bench.Guest().Say("echo");
        Append(bench.Journal, """{"in":{"letter":"from_the_future"}}""");
        var problems = new DiagnosticBag();
        List<ConversationTranscript> read = [];

        await foreach (var one in new TranscriptReader(bench.Journal, problems).ReadAsync(new TranscriptFilter())) read.Add(one);

        Assert.That(read, Has.Count.EqualTo(1));
        Assert.That(problems.Select(problem => problem.Code), Is.EqualTo(new[] { RecoveryCodes.Unreadable.Id }));
    }

    [Test]
    public async Task Conversation_Unknown_IsSaid()
    {
        var problems = new DiagnosticBag();
        var filter = new TranscriptFilter { Conversations = [new ConversationId("nobody")] };

        await foreach (var one in new TranscriptReader(new MemoryJournal(), problems).ReadAsync(filter)) Assert.Fail($"{one.Id} was read");

        Assert.That(problems.Single().Code, Is.EqualTo(RecordCodes.UnknownConversation.Id));
    }

    private static void Append(MemoryJournal journal, string record) => journal.Append(new StreamId('c', "x"), Encoding.UTF8.GetBytes(record), null);
}
