using System.Text.Json.Nodes;
using ScriptChat.Diagnostics;
using ScriptChat.Engine.Conversations;
using ScriptChat.Engine.Tests.Support;
using ScriptChat.Messages;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Tests.Conversations;

internal sealed class ContextTests
{
    [Test]
    public void OnceAsync_GivesTheResultAsJson_UnderAKeyOfNameAndUse()
    {
        List<string> keys = [];
        Dictionary<string, int>? result = null;
        string? id = null;
        using var bench = new Bench(OneWorld.Of(async context =>
        {
            id = context.Context.ConversationId;
            for (var use = 0; use < 2; use++)
            {
                result = await context.Context.OnceAsync("look", (key, _) =>
                {
                    keys.Add(key);
                    return Task.FromResult(new Dictionary<string, int> { ["answer"] = 42 });
                });
            }

            await context.Agent.ActAsync();
        }));
        bench.Player();
        Assert.That(result!["answer"], Is.EqualTo(42));
        Assert.That(keys, Is.EqualTo(new[] { $"{id}/look/1", $"{id}/look/2" }));
    }

    [Test]
    public void OnceAsync_ThatThrows_IsASideEffectException()
    {
        SideEffectException? seen = null;
        using var bench = new Bench(OneWorld.Of(async context =>
        {
            try
            {
                await context.Context.OnceAsync<int>("look", (_, _) => throw new IOException("no network"));
            }
            catch (SideEffectException error)
            {
                seen = error;
            }

            await context.Agent.ActAsync();
        }));
        bench.Player();
        Assert.That((seen!.Name, seen.Kind, seen.Message), Is.EqualTo(("look", "IOException", "look: no network")));
    }

    [Test]
    public void OnceAsync_ThatTakesLong_IsSaidOnceForItsWorld()
    {
        var never = new TaskCompletionSource<int>();
        using var bench = new Bench(OneWorld.Of(async context =>
        {
            await context.Context.OnceAsync("quick", (_, _) => Task.FromResult(1));
            await context.Context.OnceAsync("slow", (_, _) => never.Task);
        }));
        var (ann, bob) = (bench.Player(), bench.Player());
        bench.Pass(59);
        Assert.That(bench.Log.Codes, Has.None.EqualTo("SC3014"));
        bench.Pass(2);
        bench.Pass(600);
        Assert.That(bench.Log.Entries.Where(entry => entry.Code == "SC3014").Select(entry => entry.Text), Is.EqualTo(new[]
        {
            $"{WorldCodes.EffectTakesLong.Title} (T); {WorldCodes.EffectTakesLong.Advice}. So it is in 1 more.",
        }));
        never.SetResult(1);
        bench.Settle();
        Assert.That(new[] { ann.LastText, bob.LastText }, Is.All.EqualTo("Where to?"));
    }

    [Test]
    public void OnceAsync_ThatNobodyWaitsForAnyMore_IsNotSaid()
    {
        var never = new TaskCompletionSource<int>();
        using var bench = new Bench(OneWorld.Of(context => context.Context.OnceAsync("slow", (_, _) => never.Task)));
        bench.Player().Leave();
        bench.Pass(600);
        Assert.That(bench.Log.Codes, Has.None.EqualTo("SC3014"));
    }

    [Test]
    public void OnceAsync_IsCancelledWhenTheConversationEnds()
    {
        CancellationToken token = default;
        using var bench = new Bench(OneWorld.Of(context => context.Context.OnceAsync("wait", async (_, ended) =>
        {
            token = ended;
            await new TaskCompletionSource().Task.WaitAsync(ended);
            return 0;
        })));
        var ann = bench.Player();
        Assert.That(token.IsCancellationRequested, Is.False);
        ann.Leave();
        Assert.That(token.IsCancellationRequested, Is.True);
        Assert.That(bench.Engine.Counts, Is.EqualTo(new EngineCounts(0, 0, 0, 0, 0)));
    }

    [Test]
    public void Models_AnswerFromTheHistoryOfTheirAgent()
    {
        var catalog = new TestCatalog().Menu().Task(new TaskEntry { Name = "t", TaskWorld = "T" });
        catalog.Models["echo"] = new EchoModel();
        catalog.World("T", async context =>
        {
            var model = context.Models["echo"].CreateAgent();
            while (true)
            {
                model.Observe(await context.Agent.ActAsync());
                context.Agent.Observe(await model.ActAsync());
            }
        }).Publish();
        using var bench = new Bench(catalog);
        var ann = bench.Player().Say("one").Say("two");
        Assert.That(ann.NewTexts().TakeLast(2), Is.EqualTo(new[] { "one of 1", "two of 3" }));
        Assert.That(ann.Messages.Last().Id, Is.EqualTo("echo"));
    }

    [Test]
    public void Models_Unknown_AreNamedWithThoseThatAre()
    {
        using var bench = new Bench(OneWorld.Of(context => context.Models["gpt"].CreateAgent().ActAsync()));
        bench.Player();
        Assert.That(bench.Log.Entries.Single().Error!.Message, Does.Contain("'gpt'").And.Contain("there are none"));
    }

    [Test]
    public void Chance_IsTheSameForTheSameConversation()
    {
        var first = Draw();
        Assert.That(Draw(), Is.EqualTo(first));
        Assert.That(first.Ids.Item1, Is.Not.EqualTo(first.Ids.Item2));
        Assert.That(Seeds.Of("a", "random"), Is.Not.EqualTo(Seeds.Of("b", "random")));

        static (string Conversation, int Number, (Guid, Guid) Ids) Draw()
        {
            (string, int, (Guid, Guid)) drawn = default;
            using var bench = new Bench(OneWorld.Of(context =>
            {
                var here = context.Context;
                drawn = (here.ConversationId, here.Random.Next(), (here.NewId(), here.NewId()));
                return context.Agent.ActAsync();
            }));
            bench.Player();
            return drawn;
        }
    }

    [Test]
    public void Now_IsTheTimeOfTheEvent()
    {
        List<DateTimeOffset> times = [];
        using var bench = new Bench(OneWorld.Of(async context =>
        {
            times.Add(context.Context.Now);
            await context.Context.DelayAsync(TimeSpan.FromMinutes(3));
            times.Add(context.Context.Now);
            await context.Agent.ActAsync();
        }));
        bench.Player();
        bench.Pass(180);
        Assert.That(times[1] - times[0], Is.EqualTo(TimeSpan.FromMinutes(3)));
    }

    [Test]
    public void Data_GoFromWorldToWorld_MergedByKey()
    {
        List<string> seen = [];
        using var bench = new Bench(OneWorld.Of(context =>
        {
            var agent = context.Agent;
            seen.Add(agent.Data.ToJson().ToJsonString() + agent.StoredData.ToJson().ToJsonString());
            if (agent.Data.Contains("a")) agent.Data.Remove("a");
            else agent.Data.Merge(new JsonObject { ["a"] = 1, ["b"] = new JsonArray(1, 2) });
            agent.StoredData.Set("visits", agent.StoredData.Get("visits", 0) + 1);
            return Task.CompletedTask;
        }));
        bench.Player().Say("t").Say("t");
        Assert.That(seen, Is.EqualTo(new[] { "{}{}", """{"a":1,"b":[1,2]}{"visits":1}""", """{"b":[1,2]}{"visits":2}""" }));
    }

    [TestCase("u", "In u.")]
    [TestCase("EXIT", "See you later!")]
    [TestCase("U", "In u.")]
    public void NextTask_IsFollowedOnceAndTakenOut(string next, string expected)
    {
        JsonObject? left = null;
        var catalog = new TestCatalog().Menu()
            .Task(new TaskEntry { Name = "t", TaskWorld = "T" })
            .Task(new TaskEntry { Name = "u", TaskWorld = "U" })
            .World("T", context => { context.Agent.Data.Set("next_task", next); return Task.FromResult<string?>(null); })
            .World("U", async context => { left = context.Agent.Data.ToJson(); await context.Agent.AskAsync("In u."); return null; })
            .Publish();
        using var bench = new Bench(catalog);
        var ann = bench.Player();
        Assert.That(ann.LastText, Is.EqualTo(expected));
        Assert.That(left?.ContainsKey("next_task"), Is.Not.True);
        ann.Say("on");
        Assert.That(ann.LastText, Is.EqualTo("Where to?"));
    }

    [Test]
    public void NextTask_ThatLeadsToItselfForEver_IsStoppedAndSaid()
    {
        var rounds = 0;
        using var bench = new Bench(OneWorld.Of(context => { rounds++; context.Agent.Data.Set("next_task", "t"); return Task.CompletedTask; }));
        var ann = bench.Player();
        Assert.That(ann.LastText, Is.EqualTo(Notices.Stuck));
        Assert.That(rounds, Is.InRange(50, 200));
    }

    private sealed class EchoModel : IResponder
    {
        public Task<Message> RespondAsync(ModelRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(new Message { Text = $"{request.Text} of {request.History.Count}" });
    }
}
