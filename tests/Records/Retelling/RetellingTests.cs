using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Play;
using ScriptChat.Dialogues.Reading;
using ScriptChat.Engine.Tests.Support;
using ScriptChat.Records.Retelling;
using ScriptChat.Records.Tests.Scenes;
using ScriptChat.Records.Transcripts;
using ScriptChat.Worlds;

namespace ScriptChat.Records.Tests.Retelling;

public sealed class RetellingTests
{
    [Test]
    public async Task Chat_BetweenTwo_IsADialogueThatPasses()
    {
        using var bench = Scene.Chat();

        var text = await RetellAsync(bench);

        Assert.That(text, Does.Contain("Ann enters").And.Contain("5.25 s pass").Or.Contain("3.25 s pass"));
        Assert.That(text, Does.Contain("Ann: Hello?\nBob sees\n  Agent_0: Hello?\n"));
    }

    [Test]
    public async Task Talk_WithEffectsAndTime_IsADialogueThatPasses()
    {
        using var bench = new Bench(Scene.Catalog());
        var guest = bench.Guest().Say("effects");
        await bench.QuietAsync();
        bench.Pass(31);
        guest.Say("two\nlines... and \\ [brackets]");

        var text = await RetellAsync(bench);

        Assert.That(text, Does.Contain("World: fetched").And.Contain("World: Are you still there?"));
    }

    [Test]
    public async Task Person_WhoGoesAwayAndComesBack_MissesNothing()
    {
        using var bench = new Bench(Scene.Catalog());
        var ann = bench.Guest("ann").Say("chat").Say("yes");
        var bob = bench.Guest("bob").Say("chat").Say("yes");
        bench.Pass(1);
        ann.Disconnect();
        bench.Pass(1);
        bob.Say("Are you there?");
        bench.Pass(1);
        ann.Enter(resume: true, lastSeen: ann.Messages.Count());
        ann.Say("bye");

        var text = await RetellAsync(bench);

        Assert.That(text, Does.Contain("Ann is away").And.Contain("Ann is back\n  Agent_1: Are you there?\n"));
    }

    [Test]
    public async Task Acts_InTheSameMillisecond_ComeInTheOrderOfTheConversation()
    {
        using var bench = new Bench(Scene.Catalog());
        var ann = bench.Guest("ann").Say("chat").Say("yes");
        var bob = bench.Guest("bob").Say("chat").Say("yes");
        bench.Pass(1);
        bob.Say("one");
        ann.Say("two");
        bob.Say("three");
        ann.Say("bye");

        var text = await RetellAsync(bench);

        string[] words = ["Bob: one", "Ann: two", "Bob: three", "Ann: bye"];
        Assert.That(words.Select(word => text.IndexOf(word, StringComparison.Ordinal)), Is.Ordered.And.None.Negative, text);
    }

    [Test]
    public async Task Person_WhoLeaves_LeavesThere()
    {
        using var bench = new Bench(Scene.Catalog());
        bench.Guest("ann").Say("chat").Say("yes");
        var bob = bench.Guest("bob").Say("chat").Say("yes");
        bob.Leave();

        Assert.That(await RetellAsync(bench), Does.Contain("Bob leaves\nAnn sees\n"));
    }

    [Test]
    public async Task World_ThatFailed_FailsThereAgain()
    {
        var catalog = Scene.Catalog().World("Echo", async context =>
        {
            await context.Agent.AskAsync("Say something.");
            throw new InvalidOperationException("on purpose");
        }).Publish();
        using var bench = new Bench(catalog);
        var ann = bench.Guest().Say("echo");
        bench.Pass(1);
        ann.Say("one");

        Assert.That(await RetellAsync(bench), Does.Contain("Ann: one\n  the world fails InvalidOperationException\n  : Sorry").And.Not.Contain("# Note"));
    }

    [Test]
    public async Task Person_WithAPlainClient_EntersPlainly()
    {
        using var bench = new Bench(Scene.Catalog());
        bench.Plain().Say("hello").Say("echo").Say("one").Say("bye");

        Assert.That(await RetellAsync(bench), Does.Contain("Ann enters plainly\nAnn: hello\n"));
    }

    [Test]
    public async Task Person_AtTheGate_HasAnotherPassword()
    {
        var catalog = Scene.Catalog();
        catalog.Password = "hush-hush";
        catalog.Publish();
        using var bench = new Bench(catalog);
        bench.Guest().Say("guess").Say("hush-hush").Say("echo").Say("bye");

        var text = await RetellAsync(bench);

        Assert.That(text, Does.Not.Contain("hush-hush").And.Contain("password secret").And.Contain("refused SC4004"));
    }

    [Test]
    public async Task Person_WhoWasElsewhereBefore_BeginsAtTheMenu()
    {
        using var bench = new Bench(Scene.Catalog());
        bench.Guest("ann").Say("echo").Say("first").Say("bye").Say("chat").Say("yes");
        var bob = bench.Guest("bob").Say("chat").Say("yes");
        bob.Say("bye");

        var text = await RetellAsync(bench, new TranscriptFilter { Task = "chat" });

        Assert.That(text, Does.Not.Contain("first").And.Contain("# Note: test:ann had been in other worlds before"));
    }

    [Test]
    public async Task Words_ThatTheWorldDidNotTake_AreRefusedThere()
    {
        var catalog = Scene.Catalog().World("Echo", async context =>
        {
            await context.Context.DelayAsync(TimeSpan.FromSeconds(5));
            return null;
        }).Publish();
        using var bench = new Bench(catalog);
        bench.Guest().Say("echo").Say("too early");
        bench.Pass(6);

        Assert.That(await RetellAsync(bench), Does.Contain("refused SC4003"));
    }

    [Test]
    public async Task Talk_ByChance_IsWrittenAsAPlayShowsIt()
    {
        var catalog = Scene.Catalog().World("Echo", context =>
        {
            context.Agent.Observe(new Message { Text = context.Context.NewId().ToString("N") });
            return Task.FromResult<string?>(null);
        }).Publish();
        using var bench = new Bench(catalog, change: options => options with { Seed = 7 });
        bench.Guest().Say("echo");

        Assert.That(await RetellAsync(bench), Does.Contain("# Note: some of it goes another way in a play"));
    }

    [Test]
    public async Task Talk_WithAnswersThatChange_DoesNotCheckThem()
    {
        var asked = 0;
        var catalog = Scene.Catalog().World("Echo", async context =>
        {
            var answer = await context.Context.OnceAsync("ask", (_, _) => Task.FromResult(Interlocked.Increment(ref asked)));
            context.Agent.Observe(new Message { Id = "World", Text = $"answer {answer}" });
            return null;
        }).Publish();
        using var bench = new Bench(catalog);
        bench.Guest().Say("echo");
        await bench.QuietAsync();

        Assert.That(await RetellAsync(bench), Does.Contain("  World: ...\n").And.Contain("# Note: models and side effects are asked anew"));
    }

    /// <summary>Writes the one conversation, and sees for itself that it passes.</summary>
    private static async Task<string> RetellAsync(Bench bench, TranscriptFilter? filter = null)
    {
        var id = (await bench.TranscriptsAsync(filter)).Single().Id;
        var course = await new CourseReader(bench.Journal).FindAsync(id);
        var retold = await DialogueRetelling.WriteAsync(course!, bench.Catalog.Current!, "retold.dialogue");
        var errors = new DiagnosticBag();
        var dialogue = DialogueFile.Parse("retold.dialogue", retold.Text, errors);
        Assert.That(errors.Select(error => error.ToString()), Is.Empty, retold.Text);
        var result = await new DialoguePlayer().PlayAsync(dialogue!, bench.Catalog);
        Assert.That(result.Passed, $"{result.ToText()}\n{retold.Text}");
        await TestContext.Out.WriteLineAsync(retold.Text);
        return retold.Text;
    }
}
