using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Engine.Tests.Support;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Tests.Recovery;

/// <summary>What is written of a step is what is read.</summary>
internal sealed class RecordTests
{
    private static readonly PersonId Ann = new("test", "ann");

    private static IEnumerable<Letter> Letters =>
    [
        new Spoke(Ann, 7, new Message { Text = "hello \"you\" \u2028 <b> \ud83d\ude00" }),
        new Spoke(Ann, 1, new Message { Id = "x", Text = "", QuickReplies = ["a", "b"] }),
        new Told(new ConversationId("c1"), 0, new Message { Id = "World", Text = "hi" }, 3),
        new Told(new ConversationId("c1"), 5, new Message { Text = "hi", EpisodeDone = true, PersonaId = "p" }, 0),
        new Told(new ConversationId("c1"), 5, new Message { Text = "hi" }, 0),
    ];

    [Test]
    public void Records_OfAJournalThatKeepsNone_AreNotMade()
    {
        var journal = new KeepingJournal { Keeps = false };
        using var bench = new Bench(OneWorld.Of(async context => context.Agent.Observe(await context.Agent.ActAsync())), change: options => options with { Journal = journal });
        Assert.That(bench.Player().Say("hello").NewTexts(), Does.Contain("hello"));
        Assert.That(journal.Text, Does.Not.Contain("{"));
    }

    [TestCaseSource(nameof(Letters))]
    public void Letter_WrittenAndRead_IsTheSame(Letter letter)
    {
        var actor = new Nobody();
        var step = new Step().Begin(null, actor, new Envelope(new ActorId('p', new string('n', 200)), 5, letter), DateTimeOffset.UnixEpoch.AddMilliseconds(12), TimeSpan.FromMilliseconds(3));
        var record = StepRecord.Write(step, run: 1).ToArray();
        var read = RecordedStep.Read(record);
        Assert.That(Json(read.In!), Is.EqualTo(Json(letter)));
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(record)!["in"], JsonNode.Parse(Json(letter))), Is.True, "as the serializer writes it");
        Assert.That((read.From, read.Number, read.At, read.Up), Is.EqualTo(($"p/{new string('n', 200)}", 5L, 12L, 3L)));
    }

    private static IEnumerable<string> Records =>
    [
        """{"at":1,"up":2,"arrival":{"kind":"Said","id":"a\"1","text":"hi \ud83d\ude00 \u2028"},"sent":[{"to":"c/c1","number":9,"letter":{"letter":"spoke","person":{"value":"test:ann"},"number":1,"message":{"id":"","text":"hi"}}}],"took":true}""",
        """{"at":1,"up":2,"arrival":{"kind":"Said","id":"a1"},"took":true}""",
        """{"at":1,"up":2,"arrival":{"kind":"Said","text":"t","payload":"image"},"took":true}""",
        """{"at":1,"up":2,"arrival":{"kind":"Connected","connection":4,"run":2,"keeps":true},"state":{"place":"outside"}}""",
        """{"at":1,"up":2,"from":"c/c1","number":3,"in":{"letter":"told","conversation":{"value":"c1"},"index":2,"message":{"id":"World","text":"a"},"taken":1},"shown":[{"seq":4},{"seq":5}]}""",
        """{"at":1,"up":2,"from":"c/c1","number":3,"in":{"letter":"told","conversation":{"value":"c1"},"message":{"id":"World","text":"a","quick_replies":["x"]}},"shown":[{"seq":4}]}""",
        """{"at":1,"up":2,"from":"c/c1","number":3,"in":{"letter":"taken","conversation":{"value":"c1"},"taken":1},"shown":[{"seq":4,"message":{"text":"n"}}]}""",
        """{"at":1,"up":2,"from":"p/test:ann","number":3,"in":{"letter":"spoke","person":{"value":"test:ann"},"number":1,"message":{"id":"","text":"hi"}},"sent":[{"to":"p/test:ann","number":7,"letter":{"letter":"told","conversation":{"value":"c1"},"message":{"id":"World","text":"hi"},"taken":1}},{"to":"p/test:bob","number":8,"letter":{"letter":"told","conversation":{"value":"c1"},"message":{"id":"World","text":"hi"}}}],"ended":true}""",
        """{"at":1,"up":2,"run":3,"in":{"letter":"begin","kind":"task","task":"t","world":"w","agents":[]},"version":"v","waits":"act"}""",
        """{"at":1,"up":2,"in":{"letter":"woken"},"effects":[{"number":1,"name":"n","request":"r"}],"saved":[{"x":1}]}""",
        """{"at":1,"up":2,"from":null,"number":0,"in":null,"confirmed":"c1"}""",
        """{"at":1,"up":2,"from":null,"number":3,"took":false}""",
    ];

    [TestCaseSource(nameof(Records))]
    public void Record_ReadByHand_IsAsTheSerializerReadsIt(string text)
    {
        var record = Encoding.UTF8.GetBytes(text);
        Assert.That(Json(RecordedStep.Read(record)), Is.EqualTo(Json(RecordedStep.ReadAny(record))));
    }

    [Test]
    public void Name_ThatLooksAsAnotherDoesEscaped_IsItself()
    {
        string[] names = [new('\\', 8), new('\\', 4), "12345678", new('"', 4)];
        foreach (var name in names)
        {
            var record = Encoding.UTF8.GetBytes(new JsonObject { ["from"] = name }.ToJsonString());
            Assert.That(RecordReader.TryRead(record)!.From, Is.EqualTo(name));
        }
    }

    [Test]
    public void Record_OfWordsAlone_IsReadByHand()
    {
        int[] byHand = [0, 1, 4, 7, 11];
        var all = Records.ToList();
        for (var index = 0; index < all.Count; index++)
            Assert.That(RecordReader.TryRead(Encoding.UTF8.GetBytes(all[index])) is not null, Is.EqualTo(byHand.Contains(index)), all[index]);
    }

    [TestCase("{\"at\":1,\"up\":2,\"took\"")]
    [TestCase("{\"at\":1,\"up\":2")]
    [TestCase("{\"at\":\"x\"}")]
    [TestCase("{\"took\":1}")]
    [TestCase("{\"from\":null}x")]
    [TestCase("{\"from\":1}")]
    public void Record_CutShort_IsNoRecord(string text)
    {
        var record = Encoding.UTF8.GetBytes(text);
        Assert.That(() => RecordedStep.Read(record), Throws.InstanceOf<JsonException>());
    }

    private static string Json(RecordedStep step) => JsonSerializer.Serialize(step, RecordJson.Default.RecordedStep);

    private static string Json(Letter letter) => JsonSerializer.Serialize(letter, LetterJson.Default.Letter);

    private sealed class Nobody() : Actor(new ActorId('c', "c1"))
    {
        public override void Handle(Letter letter, Step step) => Assert.Fail("It is not asked to.");
    }
}
