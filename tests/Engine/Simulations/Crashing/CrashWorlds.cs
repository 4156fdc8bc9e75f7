using ScriptChat.Engine.Tests.Support;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Tests.Simulations.Crashing;

/// <summary>Worlds that do the same whenever they are replayed, and tell what they take: what became of a word is seen by those who are shown it.</summary>
internal sealed class CrashWorlds
{
    private readonly Random random;
    private int version;

    public CrashWorlds(Random random)
    {
        this.random = random;
        Catalog = Build();
    }

    public TestCatalog Catalog { get; }

    /// <summary>How often the work behind each key has run.</summary>
    public Dictionary<string, int> Runs { get; } = [];

    /// <summary>Side effects that are under way until somebody says so.</summary>
    public List<TaskCompletionSource> Held { get; } = [];

    /// <summary>Lets a side effect come to its end.</summary>
    public void FinishEffect()
    {
        var index = random.Next(Held.Count);
        var source = Held[index];
        Held.RemoveAt(index);
        source.SetResult();
    }

    /// <summary>Saves the task anew: other words, and with the task of three or without it.</summary>
    public void Reload()
    {
        version++;
        if (random.Next(2) == 0) Catalog.Task(Trio);
        else Catalog.Remove("trio");
        AddWorlds(Catalog).Publish();
    }

    private static TaskEntry Trio { get; } = new() { Name = "trio", TaskWorld = "Trio", AgentsRequired = 3, Timeout = TimeSpan.FromSeconds(60) };

    private TestCatalog Build() => AddWorlds(new TestCatalog { MaxWorkers = random.Next(1, 7) }
        .Task(new TaskEntry { Name = "solo", TaskWorld = "Solo", ResponseTimeout = TimeSpan.FromSeconds(30) })
        .Task(new TaskEntry { Name = "pair", TaskWorld = "Pair", OnboardWorld = "Onboard", AgentsRequired = 2, Timeout = TimeSpan.FromSeconds(50) })
        .Task(new TaskEntry { Name = "quick", TaskWorld = "Pair", AgentsRequired = 2, Timeout = TimeSpan.FromSeconds(20), BackupTask = "solo" })
        .Task(new TaskEntry { Name = "picky", TaskWorld = "Picky", AgentsRequired = 2, Timeout = TimeSpan.FromSeconds(40) })
        .Task(new TaskEntry { Name = SimWorlds.Sides, TaskWorld = "Sides", AgentsRequired = 2, Timeout = TimeSpan.FromSeconds(60) })
        .Task(new TaskEntry { Name = "nobody", TaskWorld = "Nobody", AgentsRequired = 2, Timeout = TimeSpan.FromSeconds(30) })
        .Task(new TaskEntry { Name = "effects", TaskWorld = "Effects" })
        .Task(new TaskEntry { Name = "impatient", TaskWorld = "Impatient" })
        .Task(new TaskEntry { Name = "crash", TaskWorld = "Crash" })
        .Task(new TaskEntry { Name = "chain", TaskWorld = "Chain" })
        .Task(Trio));

    private TestCatalog AddWorlds(TestCatalog catalog)
    {
        // What a version says and does is its own for good: an older one may be replayed any time.
        var welcome = $"Welcome to {version % 3}.";
        var patience = TimeSpan.FromSeconds(7 + (version % 3));
        return catalog
            .World("Menu", async context =>
            {
                var choice = await context.Agent.AskAsync("Where to?");
                Echo(context, choice);
                return choice.Text.Split('#')[0];
            })
            .World("Onboard", async context =>
            {
                Echo(context, await context.Agent.AskAsync("Your name?"));
                return null;
            })
            .World("Solo", context => TalkAsync(context, welcome))
            .World("Pair", context => TalkAsync(context, welcome))
            .World("Trio", context => TalkAsync(context, welcome), parts => parts.AssignRoles = agents =>
            {
                agents[0].DisplayId = "a";
                agents[1].DisplayId = "b";
                return ValueTask.CompletedTask;
            })
            .World("Picky", context => TalkAsync(context, welcome), parts => parts.Eligibility = state => ValueTask.FromResult(state.PersonId[^1] % 2 == 0))
            .World("Sides", context => TalkAsync(context, welcome), parts => parts.AssignRoles = SimWorlds.AssignSides)
            .World("Nobody", context => TalkAsync(context, welcome), parts => parts.AssignRoles = _ => ValueTask.CompletedTask)
            .World("Effects", context => FetchAsync(context, welcome))
            .World("Impatient", async context =>
            {
                for (var rounds = 0; rounds < 4; rounds++)
                {
                    if (await context.Agent.ActAsync(patience) is { } act) Echo(context, act);
                    else context.Agent.Observe("Still there?");
                }

                return null;
            })
            .World("Crash", async context =>
            {
                Echo(context, await context.Agent.AskAsync("Boom?"));
                throw new InvalidOperationException("boom");
            })
            .World("Chain", async context =>
            {
                context.Agent.Data["next_task"] = new[] { "solo", "pair", "EXIT", "chain", "gone", "effects" }[context.Context.Random.Next(6)];
                await context.Context.DelayAsync(TimeSpan.FromSeconds(1));
                return null;
            });
    }

    /// <summary>Everybody hears everybody, until one says bye.</summary>
    private static async Task<string?> TalkAsync(WorldContext context, string welcome)
    {
        if (context.Agents.Select(agent => agent.PersonId).Distinct().Count() != context.Agents.Count) throw new InvariantException("somebody was paired with themselves");
        foreach (var agent in context.Agents) agent.Observe(welcome);
        while (true)
        {
            var turn = await context.Context.NextActAsync(context.Agents, TimeSpan.FromSeconds(200));
            if (turn is null) return null;
            Echo(context, turn.Message);
            if (turn.Message.Text.StartsWith("bye", StringComparison.Ordinal)) return null;
            if (turn.Message.Text.StartsWith("out", StringComparison.Ordinal)) turn.Agent.MarkInactive();
        }
    }

    private async Task<string?> FetchAsync(WorldContext context, string welcome)
    {
        context.Agent.Observe(welcome);
        while (true)
        {
            var act = await context.Agent.ActAsync();
            Echo(context, act);
            if (act.Text.StartsWith("bye", StringComparison.Ordinal)) return null;
            var got = await context.Context.OnceAsync("fetch", async (key, cancelled) =>
            {
                var run = Runs[key] = Runs.GetValueOrDefault(key) + 1;
                if (run % 2 == 1)
                {
                    var source = new TaskCompletionSource();
                    Held.Add(source);
                    await source.Task;
                }

                return $"{key}={run}";
            });
            context.Agent.Observe(got);
        }
    }

    private static void Echo(WorldContext context, Message message)
    {
        foreach (var agent in context.Agents) agent.Observe($"heard {message.Text}");
    }
}
