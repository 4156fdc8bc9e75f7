using ScriptChat.Engine.Tests.Support;
using ScriptChat.Journal;
using ScriptChat.Records.Transcripts;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Records.Tests.Scenes;

/// <summary>A task with a bit of everything, and people in it.</summary>
internal static class Scene
{
    /// <summary>The task: a menu, an echo, a chat of two behind onboarding, a world with effects and time.</summary>
    public static TestCatalog Catalog(string greeting = "Say something; bye ends it.") => new TestCatalog()
        .World("Menu", async context => (await context.Agent.AskAsync("Where to?", "echo", "chat", "effects")).Text)
        .Task(new TaskEntry { Name = "echo", TaskWorld = "Echo" })
        .Task(new TaskEntry { Name = "chat", TaskWorld = "Chat", OnboardWorld = "Onboard", AgentsRequired = 2 })
        .Task(new TaskEntry { Name = "effects", TaskWorld = "Effects" })
        .World("Echo", context => EchoAsync(context, greeting))
        .World("Onboard", async context =>
        {
            await context.Agent.AskAsync("Are you ready?");
            return null;
        })
        .World("Chat", ChatAsync)
        .World("Effects", EffectsAsync)
        .Publish();

    /// <summary>Makes another version, whose echo greets otherwise.</summary>
    public static void Edit(TestCatalog catalog, string greeting) => catalog.World("Echo", context => EchoAsync(context, greeting)).Publish();

    /// <summary>All transcripts of a kind.</summary>
    public static Task<List<ConversationTranscript>> TranscriptsAsync(this Bench bench, TranscriptFilter? filter = null) => bench.Journal.TranscriptsAsync(filter);

    /// <summary>All transcripts of a kind.</summary>
    public static async Task<List<ConversationTranscript>> TranscriptsAsync(this IJournalReader journal, TranscriptFilter? filter = null)
    {
        List<ConversationTranscript> all = [];
        await foreach (var transcript in new TranscriptReader(journal).ReadAsync(filter ?? new TranscriptFilter())) all.Add(transcript);
        return all;
    }

    /// <summary>Waits for the side effects, which run on threads of their own.</summary>
    public static async Task QuietAsync(this Bench bench)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        bench.Settle();
        while (bench.Engine.EffectsUnderWay > 0)
        {
            await bench.Work.WaitAsync(patience.Token);
            bench.Settle();
        }
    }

    /// <summary>Two people in the chat, who say a word each; the second ends it.</summary>
    public static Bench Chat()
    {
        var bench = new Bench(Catalog());
        var ann = bench.Guest("ann").Say("chat").Say("yes");
        bench.Pass(2);
        var bob = bench.Guest("bob").Say("chat").Say("sure");
        bench.Pass(3.25);
        ann.Say("Hello?");
        bench.Pass(1.5);
        bob.Say("Hi");
        bench.Pass(4);
        bob.Say("bye");
        return bench;
    }

    private static async Task<string?> EchoAsync(WorldContext context, string greeting)
    {
        context.Agent.Observe(new Message { Id = "World", Text = greeting });
        while (await context.Agent.ActAsync() is var act && act.Text != "bye") context.Agent.Observe(act with { Id = "World" });
        context.Context.Save(new { Ended = "well" });
        return null;
    }

    private static async Task<string?> ChatAsync(WorldContext context)
    {
        foreach (var agent in context.Agents) agent.Observe(new Message { Id = "World", Text = "You are connected.", QuickReplies = ["bye"] });
        while (await context.Context.NextActAsync(context.Agents) is { } turn && turn.Message.Text != "bye")
            foreach (var partner in turn.Agent.Partners) partner.Observe(turn.Message);
        return null;
    }

    private static async Task<string?> EffectsAsync(WorldContext context)
    {
        var got = await context.Context.OnceAsync("fetch", async (_, _) =>
        {
            await Task.Yield();
            return "fetched";
        });
        context.Agent.Observe(new Message { Id = "World", Text = got });
        await context.Context.DelayAsync(TimeSpan.FromSeconds(30));
        context.Agent.Observe(new Message { Id = "World", Text = "Are you still there?" });
        await context.Agent.ActAsync();
        return null;
    }
}
