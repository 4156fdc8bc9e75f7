using System.Collections.Concurrent;
using ScriptChat.Engine.Tests.Support;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Tests.Recovery;

/// <summary>Side effects and model calls, when the process dies before or after their result is recorded.</summary>
internal sealed class EffectTests
{
    [TestCase("effect")]
    [TestCase("model")]
    public void Effect_CrashedAfterEachRecord_RunsAgainOnlyWithoutARecordedResult(string task)
    {
        var (whole, calls) = Play(task, null);
        Assert.That(calls, Has.Length.EqualTo(1));
        Assert.That(whole["ann"].Transcript, Is.EqualTo(new[] { "Where to?", "begun", "result 1", "heard again", "Where to?" }));
        List<int> runs = [];
        for (var record = 0; record < whole.Journal.Records; record++)
        {
            var (crashed, keys) = Play(task, record);
            Assert.That(keys.Distinct().Count(), Is.EqualTo(1), $"after record {record}: the other side can't know that it is the same");
            var expected = whole["ann"].Transcript.Select(text => text == "result 1" ? $"result {keys.Length}" : text);
            Assert.That(crashed["ann"].Transcript, Is.EqualTo(expected), $"after record {record}");
            runs.Add(keys.Length);
        }

        // It is under way for one record: once asked for durably, until its result is durable.
        Assert.That(runs.Count(count => count == 2), Is.EqualTo(1));
        Assert.That(runs, Has.None.GreaterThan(2));
    }

    private static (Lifetimes Life, string[] Keys) Play(string task, int? diesAfter)
    {
        var keys = new ConcurrentQueue<string>();
        var catalog = new TestCatalog().Menu()
            .Task(new TaskEntry { Name = "effect", TaskWorld = "Effect" })
            .Task(new TaskEntry { Name = "model", TaskWorld = "Model" })
            .World("Effect", context => TellAsync(context, () => context.Context.OnceAsync("send", (key, _) =>
            {
                keys.Enqueue(key);
                return Task.FromResult($"result {keys.Count}");
            })))
            .World("Model", context => TellAsync(context, async () => (await context.Models["m"].CreateAgent().ActAsync()).Text));
        catalog.Models["m"] = new Counting(keys);
        var life = new Lifetimes(catalog.Publish());
        life.Journal.DiesAfter = diesAfter;
        life["ann"].Enter().Say(task).Say("go").Say("again");
        return (life, [.. keys]);
    }

    private static async Task<string?> TellAsync(WorldContext context, Func<Task<string>> effect)
    {
        context.Agent.Observe("begun");
        await context.Agent.ActAsync();
        context.Agent.Observe(await effect());
        context.Agent.Observe($"heard {(await context.Agent.ActAsync()).Text}");
        return null;
    }

    // A model has no key: that the same is asked with the same chance is what makes it the same.
    private sealed class Counting(ConcurrentQueue<string> calls) : IResponder
    {
        public Task<Message> RespondAsync(ModelRequest request, CancellationToken cancellationToken)
        {
            calls.Enqueue($"{request.Random.Next()}");
            return Task.FromResult(new Message { Text = $"result {calls.Count}" });
        }
    }
}
