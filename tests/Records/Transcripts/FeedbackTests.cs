using System.Text;
using System.Text.Json.Nodes;
using ScriptChat.Engine.Tests.Support;
using ScriptChat.Messages;
using ScriptChat.Records.Export;
using ScriptChat.Records.Tests.Scenes;

namespace ScriptChat.Records.Tests.Transcripts;

public sealed class FeedbackTests
{
    [Test]
    public async Task Thumbs_OfSeveral_StandAtTheirTurns()
    {
        using var bench = Judged();
        var transcript = (await bench.TranscriptsAsync()).Single();
        var feedback = transcript.Turns.Select(turn => $"{turn.Text}: {string.Join(' ', turn.Feedback.Select(one => $"{one.Place} {one.Content.ToJsonString()}"))}");
        Assert.That(feedback, Is.EqualTo(new[] { "Say something; bye ends it.: ", "hello: ", "hello: 0 {\"thumb\":\"down\",\"comment\":\"an \\u0022echo\\u0022\"}", "bye: " }));
        Assert.That(transcript.Turns[2].Feedback.Single().Time, Is.EqualTo(bench.Time.GetUtcNow()));
    }

    [TestCase(ExportFormat.Messages, "\"feedback\":[{\"thumb\":\"down\",\"comment\":\"an \\u0022echo\\u0022\",\"place\":0,\"person\":\"test:ann\",\"time\":\"2030-01-01T00:00:05.000Z\"}]")]
    [TestCase(ExportFormat.Csv, "\"[{\"\"thumb\"\":\"\"down\"\"")]
    public async Task Thumbs_Exported_AreWithTheirTurn(ExportFormat format, string expected)
    {
        using var bench = Judged();
        using var output = new MemoryStream();
        await Exporter.WriteAsync(new ScriptChat.Records.Transcripts.TranscriptReader(bench.Journal).ReadAsync(new()), output, new ExportOptions { Format = format });
        Assert.That(Encoding.UTF8.GetString(output.ToArray()), Does.Contain(expected));
    }

    /// <summary>An echo, judged once the conversation is over: changed once, and taken back for another message.</summary>
    private static Bench Judged()
    {
        var bench = new Bench(Scene.Catalog());
        var ann = bench.Guest("ann").Say("echo").Say("hello").Say("bye");
        bench.Pass(5);
        var shown = ann.Deliveries.OfType<Shown>().ToList();
        var echo = shown.Single(one => one.Message.Text == "hello").Seq;
        var greeting = shown.Single(one => one.Message.Text.StartsWith("Say something", StringComparison.Ordinal)).Seq;
        Judge(echo, new JsonObject { ["thumb"] = "up" });
        Judge(echo, new JsonObject { ["thumb"] = "down", ["comment"] = "an \"echo\"" });
        Judge(greeting, new JsonObject { ["thumb"] = "up" });
        Judge(greeting, new JsonObject { ["thumb"] = null });
        return bench;

        void Judge(long seq, JsonObject content)
        {
            bench.Engine.Receive(ann.Id, new Messages.Judged(ann.Connection, seq, content));
            bench.Settle();
        }
    }
}
