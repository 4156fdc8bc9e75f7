using ScriptChat.Scripting.Tests.Fakes;

namespace ScriptChat.Scripting.Tests;

/// <summary>How long it takes from a save to its being live.</summary>
[TestFixture]
internal sealed class SaveToLiveBench
{
    // Twice each in turn, since whoever comes first pays for a cold process.
    [Test, Explicit("measures; prints its figures")]
    public async Task SaveToLive_IsMeasured([Values(false, true, false, true)] bool keeping)
    {
        using var folder = new TaskFolder(("echo.csx", Script(0)));
        var starting = System.Diagnostics.Stopwatch.StartNew();
        await using var live = await LiveTask.StartAsync(folder, catalog: keeping ? folder.Keeping(options => options with { Watch = true }) : null);
        await TestContext.Out.WriteLineAsync($"start {starting.ElapsedMilliseconds} ms");
        await live.Catalog.WarmedUpAsync();
        await TestContext.Out.WriteLineAsync($"warm {starting.ElapsedMilliseconds} ms");
        var took = new List<double>();
        for (var version = 1; version <= 60; version++)
        {
            folder.Write("echo.csx", Script(version));
            took.Add((await live.NextAsync(CatalogEvent.Live)).Took.TotalMilliseconds);
        }

        await TestContext.Out.WriteLineAsync($"first five: {string.Join(", ", took.Take(5).Select(ms => $"{ms:F0}"))} ms");
        took.Sort();
        await TestContext.Out.WriteLineAsync($"median {took[30]:F0} ms, p95 {took[57]:F0} ms, worst {took[^1]:F0} ms");
        Assert.That(await live.HelloAsync(), Is.EqualTo("hello from 60"));
    }

    // 150 lines, as a world of some size has.
    public static string Script(int version) =>
        $"void parley() => Agent.Observe(\"hello from {version}\");\nbool episode_done() => true;\n"
        + string.Concat(Enumerable.Range(0, 15).Select(number => $$"""
            async Task<int> Ask{{number}}(string question)
            {
                var sum = 0;
                foreach (var word in question.Split(' '))
                {
                    var act = await Agent.AskAsync(word, "yes", "no");
                    if (act.Text.Any(letter => char.IsLetter(letter))) sum += act.Text.Length;
                }
                return sum;
            }

            """));
}
