using System.Text.Json;
using System.Text.Json.Nodes;
using ScriptChat.Scripting.Tests.Fakes;

namespace ScriptChat.Scripting.Tests;

/// <summary>What the collecting task keeps.</summary>
[TestFixture]
internal sealed class CollectionTaskTests
{
    [Test]
    public async Task Pair_Complete_IsARow()
    {
        var (rows, agent) = await CollectAsync("  Who is it about? ", "the ", "no");

        var row = rows.Single();
        Assert.That((string)row["question"]!, Is.EqualTo("Who is it about?"));
        Assert.That((string)row["answer"]!, Is.EqualTo("the"));
        Assert.That(agent.Seen[^1].Text, Does.Contain("that is kept"));
        var shown = agent.Seen[0].Text.Split("\n\n")[1];
        Assert.That((int)row["answer_start"]!, Is.EqualTo(shown.IndexOf("the", StringComparison.OrdinalIgnoreCase)));
        Assert.That(row["passage"]!.GetValue<string>(), Is.Not.Empty);
    }

    [Test]
    public async Task AnswerInOtherWords_HasNoPlaceInTheText()
    {
        var (rows, _) = await CollectAsync("Who is it about?", "Xerxes", "no");

        Assert.That(rows.Single()["answer_start"], Is.Null);
    }

    [TestCase("Who is it about?", "EXIT")]
    [TestCase("EXIT")]
    public async Task Pair_GivenUp_IsNotKept(params string[] says) => Assert.That((await CollectAsync(says)).Rows, Is.Empty);

    private static async Task<(List<JsonNode> Rows, FakeAgent Agent)> CollectAsync(params string[] says)
    {
        await using var catalog = new TaskCatalog(Path.Combine(Repository(), "tasks", "qa_data_collection"), new CatalogOptions { Watch = false, Models = (_, _, _, _) => null });
        var report = await catalog.StartAsync(CancellationToken.None);
        Assert.That(report.Kind, Is.EqualTo(CatalogEvent.Live), string.Join('\n', report.Diagnostics));
        var module = catalog.Current!;
        var agent = new FakeAgent(module.Json);
        foreach (var words in says) agent.Says.Enqueue(words);
        var context = FakeConversation.Of(module, agent);
        var world = await module.Find("collect")!.Create(context);
        await world.Parley();
        Assert.That(await world.EpisodeDone(), Is.True);
        return ([.. ((FakeConversation)context.Context).Saved.Select(row => JsonSerializer.SerializeToNode(row, module.Json)!)], agent);
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ScriptChat.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
