using System.Text.Json;
using System.Text.Json.Nodes;
using ScriptChat.Engine.Actors;
using ScriptChat.Engine.Letters;
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

    [TestCaseSource(nameof(Letters))]
    public void Letter_WrittenAndRead_IsTheSame(Letter letter)
    {
        var actor = new Nobody();
        var step = new Step(null, actor, new Envelope(new ActorId('p', new string('n', 200)), 5, letter), DateTimeOffset.UnixEpoch.AddMilliseconds(12), TimeSpan.FromMilliseconds(3));
        var record = StepRecord.Write(step, run: 1).ToArray();
        var read = RecordedStep.Read(record);
        Assert.That(Json(read.In!), Is.EqualTo(Json(letter)));
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(record)!["in"], JsonNode.Parse(Json(letter))), Is.True, "as the serializer writes it");
        Assert.That((read.From, read.Number, read.At, read.Up), Is.EqualTo(($"p/{new string('n', 200)}", 5L, 12L, 3L)));
    }

    private static string Json(Letter letter) => JsonSerializer.Serialize(letter, EngineJson.Default.Letter);

    private sealed class Nobody() : Actor(new ActorId('c', "c1"))
    {
        public override void Handle(Letter letter, Step step) => Assert.Fail("It is not asked to.");
    }
}
