namespace ScriptChat.Inspection.Tests;

/// <summary>The line at which a script waits is the one that its author would point at.</summary>
[TestFixture]
internal sealed class PlaceTests
{
    private const string Done = "\nbool episode_done() => false;\n";

    [TestCase("async Task parley()\n{\n    await Agent.ActAsync();\n}", "3 in parley")]
    [TestCase("async Task parley() =>\n    await Agent.ActAsync();", "2 in parley")]
    [TestCase("async Task parley()\n{\n    while (true)\n    {\n        foreach (var one in new[] { 1, 2 })\n            await Agent.ActAsync();\n    }\n}", "6 in parley")]
    [TestCase("async Task parley()\n{\n    try { await Context.DelayAsync(TimeSpan.FromSeconds(5)); }\n    finally { await Agent.ActAsync(); }\n}", "3 in parley")]
    [TestCase("async Task parley()\n{\n    await inner(1);\n\n    async Task inner(int deep)\n    {\n        if (deep < 3) await inner(deep + 1);\n        else await Agent.ActAsync();\n    }\n}", "8 in inner|7 in inner|7 in inner|3 in parley")]
    [TestCase("async Task parley()\n{\n    Func<Task> ask = async () =>\n    {\n        await Agent.ActAsync();\n    };\n    await ask();\n}", "5 in parley|7 in parley")]
    [TestCase("async ValueTask<string> ask()\n{\n    return (await Agent.ActAsync()).Text;\n}\n\nasync Task parley()\n{\n    var text = await ask();\n}", "3 in ask|8 in parley")]
    [TestCase("async Task parley()\n{\n    await Task.WhenAll(Context.DelayAsync(TimeSpan.FromHours(1)),\n        Agent.ActAsync());\n}", "3 in parley")]
    [TestCase("async Task parley()\n{\n    await Context.NextActAsync(Agents, TimeSpan.FromHours(1));\n}", "3 in parley")]
    [TestCase("var name = (await Agent.ActAsync()).Text;\nasync Task parley() => await Agent.ActAsync();", "1 in the top of the script")]
    [TestCase("void parley() { }", "")]
    public async Task World_WhereverItWaits_HasItsLine(string script, string places)
    {
        await using var task = await InspectedTask.OfAsync(script + Done);
        Assert.That(string.Join('|', await task.PlacesAsync(task.Come("ann", "t"))), Is.EqualTo(places));
    }

    [Test]
    public async Task World_OfAClassAfterItWentOn_HasTheLinesOfAllThatWait()
    {
        await using var task = await InspectedTask.OfAsync("""
            public abstract class Base(WorldContext context) : World(context)
            {
                protected async Task AskTwiceAsync()
                {
                    await Agent.ActAsync();
                    await Agent.ActAsync();
                }
            }

            public class world(WorldContext context) : Base(context)
            {
                public override async Task Parley()
                {
                    await AskTwiceAsync();
                }

                public override bool EpisodeDone() => false;
            }
            """);
        Assert.That(await task.PlacesAsync(task.Come("ann", "t")), Is.EqualTo(new[] { "5 in AskTwiceAsync", "14 in Parley" }));
        Assert.That(await task.PlacesAsync(task.Come("bob", "t", "one")), Is.EqualTo(new[] { "6 in AskTwiceAsync", "14 in Parley" }));
    }

    [Test]
    public async Task World_ThatIsReadyMade_IsNamed()
    {
        await using var task = await InspectedTask.OfAsync("public class world(WorldContext context) : PairChat(context);", "agents_required = 2");
        var ann = task.Come("ann", "t");
        task.Come("bob", "t");
        Assert.That(string.Join('|', await task.PlacesAsync(ann)), Does.Contain("PairChat"));
    }

    [Test]
    public async Task Person_InLine_HasTheConversationBefore()
    {
        await using var task = await InspectedTask.OfAsync("async Task parley() => await Agent.ActAsync();" + Done, "agents_required = 2");
        var view = await task.LookAsync(task.Come("ann", "t"));
        Assert.That((string?)view["place"], Is.EqualTo("in line for t"));
        Assert.That((string?)view["world"], Is.EqualTo("menu"));
    }
}
