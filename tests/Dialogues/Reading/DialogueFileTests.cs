using System.Text;
using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Format;
using ScriptChat.Dialogues.Reading;

namespace ScriptChat.Dialogues.Tests.Reading;

[TestFixture]
internal sealed class DialogueFileTests
{
    [Test]
    public void Parse_StepsOfAllKinds_ReadsThemInOrder()
    {
        var dialogue = Texts.Read("""
            # all that can be done
            password secret word
            seed 7
            clock 2026-03-01 12:30

            the worlds are not ready
            Ann enters
            the worlds are ready
            Bob enters plainly
            Ann: hello
            30 s pass
            1.5 min pass
            1 day passes
            Ann starts writing
            Ann stops writing
            Ann reads
            Ann is away
            Ann is back
            Ann refreshes
            Ann leaves
            the service stops in 5 min
            the service stops
            """);

        StepAction[] expected =
        [
            new WorldsReady(Ready: false), new Enters("Ann", Plain: false), new WorldsReady(Ready: true), new Enters("Bob", Plain: true),
            new Says("Ann", "hello"), new TimePasses(TimeSpan.FromSeconds(30)), new TimePasses(TimeSpan.FromSeconds(90)), new TimePasses(TimeSpan.FromDays(1)),
            new Writes("Ann", On: true), new Writes("Ann", On: false), new ReadsAll("Ann"), new GoesAway("Ann"), new ComesBack("Ann"),
            new Refreshes("Ann"), new GoesOut("Ann"), new ServiceStops(TimeSpan.FromMinutes(5)), new ServiceStops(TimeSpan.Zero),
        ];
        Assert.That(dialogue.Steps.Select(step => step.Action), Is.EqualTo(expected));
        Assert.That(dialogue.People, Is.EqualTo(["Ann", "Bob"]));
        Assert.That((dialogue.Password, dialogue.Seed), Is.EqualTo(("secret word", 7)));
        Assert.That(dialogue.Clock, Is.EqualTo(new DateTimeOffset(2026, 3, 1, 12, 30, 0, TimeSpan.Zero)));
    }

    [Test]
    public void Parse_AFailure_BelongsToItsStepWhereverItStands()
    {
        var dialogue = Texts.Read("Ann enters\n  the world fails\nBob enters\nboth see\n  : Oh\n  the world fails IOException\n  the world fails: it said\n");
        Assert.That(dialogue.Steps.Select(step => step.Failures.Count), Is.EqualTo([1, 1]));
        Assert.That(dialogue.Steps[0].Sights, Is.Empty);
        Assert.That(dialogue.Steps[1].Failures[0].Kind!.Matches("IOException"));
        // Words of somebody called so.
        Assert.That(dialogue.Steps[1].Sights.Single().Items.OfType<ExpectedMessage>().Select(message => message.Line), Is.EqualTo([5, 7]));
    }

    [Test]
    public void Parse_SpeechOfSeveralLines_JoinsThem()
    {
        var dialogue = Texts.Read("Ann enters\nAnn: one: \\t#1\n  |  two\n  # not part of it\n  |\n  | [DONE] ...\n  World: fine\n");
        var step = dialogue.Steps[1];
        Assert.That(((Says)step.Action).Text, Is.EqualTo("one: \t#1\n two\n\n[DONE] ..."));
        Assert.That((step.Line, step.LastLine), Is.EqualTo((2, 6)));
        Assert.That(step.Sights, Has.Count.EqualTo(1));
    }

    [Test]
    public void Parse_WhoSees_KnowsEverybodyWhoIsHere()
    {
        var dialogue = Texts.Read("""
            Ann enters
              World: only for Ann
            Bob enters
            Cleo enters
            Bob is away
            Ann: hello
              : for who acts
            all see
              : for all who are here
            Ann, Bob and Cleo see
              : for three
            Bob sees nothing
            """);

        Assert.That(dialogue.Steps[0].Sights[0].People, Is.EqualTo(["Ann"]));
        var sights = dialogue.Steps[^1].Sights;
        Assert.That(sights.Select(sight => string.Join(' ', sight.People)), Is.EqualTo(["Ann", "Ann Cleo", "Ann Bob Cleo", "Bob"]));
        Assert.That(sights.Select(sight => sight.Items.Count), Is.EqualTo([1, 1, 1, 0]));
        Assert.That(sights.Select(sight => (sight.Line, sight.NothingLine)), Is.EqualTo([(0, 0), (8, 0), (10, 0), (12, 12)]));
    }

    [Test]
    public void Parse_TimePassesWithOnePerson_TheySee()
    {
        var dialogue = Texts.Read("Ann enters\n30 s pass\n  : still waiting\n");
        Assert.That(dialogue.Steps[1].Sights[0].People, Is.EqualTo(["Ann"]));
    }

    [Test]
    public void Parse_WhatIsSeen_ReadsEachForm()
    {
        var dialogue = Texts.Read("""
            Ann enters
              World: Pick \[one]: [echo] [small talk]
              : No more.  []
              Bot: see
                | below
                [a]
                [b] [c]
                <image https://example.org/...>
              ...
              refused SC4002
              Agent_1 is away
              the world is writing
              the end
            """);

        var items = dialogue.Steps[0].Sights[0].Items;
        Assert.That(items.Select(item => (item.GetType().Name, item.Line, item.LastLine)), Is.EqualTo(
        [
            ("ExpectedMessage", 2, 2), ("ExpectedMessage", 3, 3), ("ExpectedMessage", 4, 8), ("ExpectedAnything", 9, 9),
            ("ExpectedRefusal", 10, 10), ("ExpectedSign", 11, 11), ("ExpectedSign", 12, 12), ("ExpectedEnd", 13, 13),
        ]));
        var menu = (ExpectedMessage)items[0];
        Assert.That(menu.Speaker.Matches("World") && menu.Text.Matches("Pick [one]:"));
        Assert.That(menu.QuickReplies, Has.Count.EqualTo(2));
        Assert.That(menu.QuickReplies![1].Matches("small talk"));
        Assert.That(((ExpectedMessage)items[1]).QuickReplies, Is.Empty);
        Assert.That(((ExpectedMessage)items[1]).Text.Matches("No more."));
        var bot = (ExpectedMessage)items[2];
        Assert.That(bot.Text.Matches("see\nbelow") && bot.Payload!.Matches("image https://example.org/cat.png"));
        Assert.That(bot.QuickReplies, Has.Count.EqualTo(3));
        Assert.That(items[5], Is.EqualTo(new ExpectedSign(11, "Agent_1", Sign.Away)));
        Assert.That(items[6], Is.EqualTo(new ExpectedSign(12, "", Sign.Writing)));
    }

    [TestCase("hello", "hello", true)]
    [TestCase("hello", "Hello", false)]
    [TestCase("hello", "hello ", false)]
    [TestCase("hello\\s", "hello ", true)]
    [TestCase("...", "", true)]
    [TestCase("a ... b ... c", "a 1 b b 2 c", true)]
    [TestCase("a ... b ... c", "a 1 c", false)]
    [TestCase("aba...ba", "aba", false)]
    [TestCase("aba...ba", "ababa", true)]
    [TestCase("wait\\...", "wait...", true)]
    [TestCase("wait\\...", "wait and see", false)]
    [TestCase("wait....", "wait and see.", true)]
    [TestCase("/[Hh]ello( you)?/", "hello you", true)]
    [TestCase("/[Hh]ello( you)?/", "oh hello", false)]
    [TestCase("\\/hello/", "/hello/", true)]
    [TestCase("\\u00e9\\\\\\n", "é\\\n", true)]
    [TestCase("Type \\[DONE]", "Type [DONE]", true)]
    [TestCase("Type [DONE\\]", "Type [DONE]", true)]
    [TestCase("Type[DONE]", "Type[DONE]", true)]
    public void Text_HeldAgainstWords_Matches(string written, string text, bool expected)
    {
        var dialogue = Texts.Read($"Ann enters\n  : {written}\n");
        var message = (ExpectedMessage)dialogue.Steps[0].Sights[0].Items[0];
        Assert.That(message.Text.Matches(text), Is.EqualTo(expected));
        Assert.That(message.QuickReplies, Is.Null);
    }

    [TestCase("utf-8", false)]
    [TestCase("utf-8", true)]
    [TestCase("utf-16", true)]
    [TestCase("utf-16BE", true)]
    public void Read_EncodingsWithLineEnds_ReadsTheSame(string encoding, bool mark)
    {
        var coder = Encoding.GetEncoding(encoding);
        using var file = new TemporaryFile([.. mark ? coder.Preamble : [], .. coder.GetBytes("Zoë enters\r\n  : Grüß dich 👋\r\n")]);
        var errors = new DiagnosticBag();
        var dialogue = DialogueFile.Read(file.Path, errors)!;
        Assert.That(errors, Is.Empty);
        Assert.That(dialogue.People, Is.EqualTo(["Zoë"]));
        Assert.That(((ExpectedMessage)dialogue.Steps[0].Sights[0].Items[0]).Text.Matches("Grüß dich 👋"));
    }

    [Test]
    public void Read_NotUtf8_SaysSo()
    {
        using var file = new TemporaryFile([.. "Ann enters\n  : caf"u8, 0xE9, .. "\n"u8]);
        var errors = new DiagnosticBag();
        Assert.That(DialogueFile.Read(file.Path, errors), Is.Null);
        Assert.That(errors.Single().ToString(), Is.EqualTo($"{file.Path}(2,8): error SC3108: this is not UTF-8; save the file as UTF-8"));
    }

    [Test]
    public void Read_NoFile_SaysSo()
    {
        var errors = new DiagnosticBag();
        Assert.That(DialogueFile.Read("no/such.dialogue", errors), Is.Null);
        Assert.That(errors.Single().Code, Is.EqualTo("SC3108"));
    }

    [Test]
    public void Parse_SendingAFile_TakesItFromBesideTheDialogue()
    {
        using var image = new TemporaryFile([1, 2, 3], ".png");
        var path = Path.Combine(Path.GetDirectoryName(image.Path)!, "send.dialogue");
        var errors = new DiagnosticBag();
        var dialogue = DialogueFile.Parse(path, $"Ann enters\nAnn: look\n  <image {Path.GetFileName(image.Path)}>\nAnn:\n  <video https://example.org/v>\n", errors)!;
        var first = ((Says)dialogue.Steps[1].Action).Payload!;
        Assert.That((first.Type, first.Data, first.MimeType), Is.EqualTo(("image", "AQID", "image/png")));
        var second = (Says)dialogue.Steps[2].Action;
        Assert.That((second.Text, second.Payload!.Type, second.Payload.Url), Is.EqualTo(("", "video", "https://example.org/v")));
    }

    [Test]
    public void Readme_Example_CanBeRead()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ScriptChat.sln"))) folder = Path.GetDirectoryName(folder)!;
        var readme = File.ReadAllText(Path.Combine(folder, "runtime", "Dialogues", "README.md"));
        var example = readme.Split("## The format")[1].Split("```")[1];
        Assert.That(Texts.Read(example).People, Is.EqualTo(["Ann", "Bob"]));
    }

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(byte[] content, string extension = ".dialogue")
        {
            Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Guid.NewGuid():N}{extension}");
            File.WriteAllBytes(Path, content);
        }

        public string Path { get; }

        public void Dispose() => File.Delete(Path);
    }
}
