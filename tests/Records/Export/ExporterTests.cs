using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using ScriptChat.Diagnostics;
using ScriptChat.Engine.Tests.Support;
using ScriptChat.Messages;
using ScriptChat.Records.Export;
using ScriptChat.Records.Files;
using ScriptChat.Records.Tests.Scenes;
using ScriptChat.Records.Transcripts;

namespace ScriptChat.Records.Tests.Export;

public sealed class ExporterTests
{
    [Test]
    public async Task Messages_ByDefault_HaveTheWorldAsAssistant()
    {
        var text = await Texts.ExportAsync(new ExportOptions { Format = ExportFormat.Messages }, Texts.Talk(("World", "hi"), ("Agent_0", "yo")));

        var messages = JsonNode.Parse(text)!["messages"]!.AsArray();

        Assert.That(messages.Select(message => $"{message!["role"]} {message["name"]} {message["content"]}"), Is.EqualTo(new[] { "assistant World hi", "user Agent_0 yo" }));
    }

    [Test]
    public async Task Messages_WithAChosenSpeaker_HaveThatOneAsAssistant()
    {
        var options = new ExportOptions { Format = ExportFormat.Messages, Assistant = "Agent_1" };

        var messages = JsonNode.Parse(await Texts.ExportAsync(options, Texts.Talk(("Agent_0", "hi"), ("Agent_1", "yo"))))!["messages"]!.AsArray();

        Assert.That(messages.Select(message => (string)message!["role"]!), Is.EqualTo(new[] { "user", "assistant" }));
    }

    [Test]
    public async Task Messages_Each_HasItsProvenance()
    {
        var line = JsonNode.Parse(await Texts.ExportAsync(new ExportOptions { Format = ExportFormat.Messages }, Texts.Talk(("Agent_0", "a"), ("Agent_1", "b"))))!;

        Assert.That(line["turns"]!.AsArray().Select(turn => (string)turn!["person"]!), Is.EqualTo(new[] { "test:ann", "test:bob" }));
        Assert.That((string)line["outcome"]!, Is.EqualTo("done"));
    }

    [Test]
    public async Task Csv_AwkwardWords_AreReadBack()
    {
        var text = await Texts.ExportAsync(new ExportOptions { Format = ExportFormat.Csv }, Texts.Talk(("Agent_0", Texts.Awkward), ("World", "=1+1")));

        using var csv = new CsvReader(new StringReader(text), CultureInfo.InvariantCulture);
        var rows = csv.GetRecords<dynamic>().Cast<IDictionary<string, object>>().ToList();

        Assert.That(rows[0]["text"], Is.EqualTo(Texts.Awkward.Replace("\ud800 a", @"\ud800 a", StringComparison.Ordinal).Replace(", \udc00", @", \udc00", StringComparison.Ordinal)));
        Assert.That(rows[1]["text"], Is.EqualTo("=1+1"));
        Assert.That(rows[0]["shown_to"], Is.EqualTo("0 1"));
        Assert.That(rows[0]["latency_ms"], Is.EqualTo(""));
        Assert.That(text.Split("\r\n")[0], Is.EqualTo(
            "conversation,turn,event,time,kind,speaker,person,text,quick_replies,payload,payload_url,shown_to,latency_ms,taken,task,world,version,run,begun,ended,outcome,feedback"));
    }

    [Test]
    public async Task Csv_OfNothing_SaysItsColumns() =>
        Assert.That(await Texts.ExportAsync(new ExportOptions { Format = ExportFormat.Csv }), Does.StartWith("conversation,turn,").And.EndsWith("feedback\r\n"));

    [Test]
    public async Task Rows_AreWhatWorldsSaved()
    {
        using var bench = new Bench(Scene.Catalog());
        bench.Guest().Say("echo").Say("bye");

        var transcripts = await bench.TranscriptsAsync();
        var line = JsonNode.Parse(await Texts.ExportAsync(new ExportOptions { Format = ExportFormat.Rows }, [.. transcripts]))!;

        Assert.That(line["row"]!.ToJsonString(), Is.EqualTo("""{"Ended":"well"}"""));
        Assert.That((string)line["conversation"]!, Is.EqualTo(transcripts[0].Id.Value));
        Assert.That((string)line["version"]!, Is.EqualTo(bench.Catalog.Current!.Version));
    }

    [Test]
    public async Task Rows_WithLineEndsInTheirText_StayOnOneLine()
    {
        using var row = JsonDocument.Parse("{\n \"a\": \"x\u2028y\u0085z\"\n}");
        var transcript = Texts.Talk() with { Rows = [new SavedRow(1, default, "v", 1, row.RootElement)] };

        var text = await Texts.ExportAsync(new ExportOptions { Format = ExportFormat.Rows }, transcript);

        Assert.That(text.Split('\n'), Has.Length.EqualTo(2));
        Assert.That(text, Does.Contain(@"x\u2028y\u0085z"));
    }

    [Test]
    public async Task Export_OfManyConversations_HoldsOneAtATime()
    {
        var (alive, most) = (new List<WeakReference>(), 0);

        await Exporter.WriteAsync(Make(), Stream.Null, new ExportOptions { Format = ExportFormat.Messages });

        Assert.That(most, Is.LessThan(100));

        async IAsyncEnumerable<ConversationTranscript> Make()
        {
            await Task.CompletedTask;
            for (var number = 0; number < 500; number++)
            {
                if (number % 100 == 99)
                {
                    GC.Collect();
                    most = Math.Max(most, alive.Count(one => one.IsAlive));
                    alive.Clear();
                }

                var transcript = Texts.Talk(("World", new string('x', 1000))) with { Id = new ConversationId($"c{number}") };
                alive.Add(new WeakReference(transcript));
                yield return transcript;
            }
        }
    }

    [Test]
    public void Export_ThatFailsOnTheWay_LeavesNothing()
    {
        var folder = Directory.CreateTempSubdirectory("scriptchat-export-").FullName;
        try
        {
            Assert.ThrowsAsync<InvalidOperationException>(() => Exporter.WriteAsync(Failing(), Path.Combine(folder, "out.csv"), new ExportOptions { Format = ExportFormat.Csv }));
            Assert.That(Directory.EnumerateFileSystemEntries(folder), Is.Empty);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static async IAsyncEnumerable<ConversationTranscript> Failing()
        {
            await Task.CompletedTask;
            yield return Texts.Talk(("World", "a"));
            throw new InvalidOperationException("on purpose");
        }
    }

    [Test]
    public void Export_IntoAFolderThatIsNotThere_IsRefused()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "out.csv");

        var refused = Assert.ThrowsAsync<RecordException>(() => Exporter.WriteAsync(Texts.Each(), path, new ExportOptions { Format = ExportFormat.Csv }))!;

        Assert.That(refused.Code, Is.EqualTo(RecordCodes.Unwritable));
    }
}
