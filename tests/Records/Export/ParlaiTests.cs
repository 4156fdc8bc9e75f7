using System.Text.Json;
using System.Text.Json.Nodes;
using ScriptChat.Diagnostics;
using ScriptChat.Records.Export;
using ScriptChat.Records.Files;
using ScriptChat.Records.Tests.Scenes;

namespace ScriptChat.Records.Tests.Export;

public sealed class ParlaiTests
{
    private string folder = "";

    private string Out => Path.Combine(folder, "talk.jsonl");

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("scriptchat-parlai-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Export_OfRealTalk_IsReadAsParlaiReadsIt()
    {
        using var bench = Scene.Chat();
        await Exporter.WriteAsync(Texts.Each(await bench.TranscriptsAsync()), Out, Options);

        var read = ParlaiReader.Read(Out);

        Assert.That(read.Speakers, Is.EqualTo(new[] { "Agent_0", "Agent_1", "World" }));
        Assert.That(read.Conversations.Single().Select(turn => $"{turn.Id}: {turn.Text}"), Is.EqualTo(new[]
        {
            "World: You are connected.", "Agent_0: Hello?", "Agent_1: Hi", "Agent_1: bye",
        }));
    }

    [Test]
    public async Task Export_AwkwardWords_ComeBackWhole()
    {
        await Exporter.WriteAsync(Texts.Each(Texts.Talk(("Agent_0", Texts.Awkward)), Texts.Talk(("Agent_0", "b"))), Out, Options);

        var read = ParlaiReader.Read(Out);

        Assert.That(read.Conversations, Has.Count.EqualTo(2));
        // Half a pair is an escape that Python keeps; here its raw form is looked at, as .NET has no text for it.
        Assert.That(read.Conversations[0][0].Raw, Does.Contain(@"but \ud800 alone, \udc00").And.Contains("\ud83d\ude00"));
    }

    [Test]
    public async Task Dialog_OfTwoSpeakers_IsARoundInEachList()
    {
        await Exporter.WriteAsync(Texts.Each(Texts.Talk(("W", "a"), ("Agent_0", "b"), ("W", "c"), ("W", "d"), ("Agent_0", "e"))), Out, Options);

        var dialog = JsonNode.Parse(await File.ReadAllTextAsync(Out))!["dialog"]!.AsArray();

        Assert.That(dialog.Select(parley => string.Concat(parley!.AsArray().Select(turn => (string)turn!["text"]!))), Is.EqualTo(new[] { "ab", "cde" }));
    }

    [Test]
    public async Task Turn_HasItsProvenance()
    {
        await Exporter.WriteAsync(Texts.Each(Texts.Talk(("Agent_1", "a"))), Out, Options);

        var line = JsonNode.Parse(await File.ReadAllTextAsync(Out))!;
        var turn = line["dialog"]![0]![0]!;

        Assert.That((string)line["conversation"]!, Is.EqualTo("c1"));
        Assert.That((string)line["metadata_path"]!, Is.EqualTo("talk.metadata"));
        Assert.That((string)turn["time"]!, Is.EqualTo("2030-01-01T00:00:00.000Z"));
        Assert.That((string)turn["person"]!, Is.EqualTo("test:bob"));
        Assert.That((string)turn["version"]!, Is.EqualTo("v1"));
        Assert.That((int)turn["run"]!, Is.EqualTo(2));
    }

    [TestCase("talk.jsonl")]
    [TestCase("talk.metadata")]
    public async Task Export_OntoAFileThatIsThere_ChangesNothing(string name)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, name), "mine");

        var refused = Assert.ThrowsAsync<RecordException>(() => Exporter.WriteAsync(Texts.Each(Texts.Talk()), Out, Options))!;

        Assert.That(refused.Code, Is.EqualTo(RecordCodes.FileExists));
        Assert.That(refused.Diagnostic.Path, Is.EqualTo(Path.Combine(folder, name)));
        Assert.That(Directory.EnumerateFiles(folder).Select(Path.GetFileName), Is.EqualTo(new[] { name }));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(folder, name)), Is.EqualTo("mine"));
    }

    [Test]
    public void Export_ToAStream_IsRefused()
    {
        var refused = Assert.ThrowsAsync<RecordException>(() => Exporter.WriteAsync(Texts.Each(), new MemoryStream(), Options))!;

        Assert.That(refused.Code, Is.EqualTo(RecordCodes.NeedsFile));
    }

    private static ExportOptions Options => new() { Format = ExportFormat.Parlai, TaskName = "chat" };

    /// <summary>Follows the rules by which ParlAI's <c>parlai/utils/conversations.py</c> reads: Python's line ends, an object for each line, its
    /// <c>dialog</c> a list of lists of turns, and the metadata under the same name with another ending.</summary>
    private static class ParlaiReader
    {
        private static readonly string[] LineEnds = ["\r\n", "\n", "\r", "\v", "\f", "\u001c", "\u001d", "\u001e", "\u0085", "\u2028", "\u2029"];

        public static (List<List<(string Id, string Text, string Raw)>> Conversations, List<string> Speakers) Read(string path)
        {
            var metadata = JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(path, ".metadata")))!.AsObject();
            foreach (var key in new[] { "date", "opt", "self_chat", "speakers", "version" }) Assert.That(metadata.ContainsKey(key), key);
            Assert.That((string)metadata["version"]!, Is.EqualTo("0.1"));
            List<List<(string, string, string)>> conversations = [];
            var lines = File.ReadAllText(path).Split(LineEnds, StringSplitOptions.None);
            // As splitlines() does, an end of the last line begins no other.
            foreach (var line in lines[..^1])
            {
                using var episode = JsonDocument.Parse(line);
                Assert.That(episode.RootElement.GetProperty("context").ValueKind, Is.EqualTo(JsonValueKind.Array));
                List<(string, string, string)> turns = [];
                foreach (var turn in episode.RootElement.GetProperty("dialog").EnumerateArray().SelectMany(parley => parley.EnumerateArray()))
                {
                    // Turn(**act): a key that is an argument's name already would not be taken.
                    Assert.That(turn.EnumerateObject().Select(property => property.Name), Is.Unique.And.None.EqualTo("self"));
                    var text = turn.GetProperty("text");
                    var raw = text.GetRawText();
                    turns.Add((turn.GetProperty("id").GetString()!, raw.Contains("\\ud", StringComparison.Ordinal) ? "" : text.GetString()!, raw));
                }

                conversations.Add(turns);
            }

            Assert.That(lines[^1], Is.Empty);
            return (conversations, [.. metadata["speakers"]!.AsArray().Select(speaker => (string)speaker!)]);
        }
    }
}
