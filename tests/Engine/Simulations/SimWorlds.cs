using ScriptChat.Engine.Tests.Support;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Tests.Simulations;

/// <summary>The worlds that the simulation's people go through, and what they saw.</summary>
internal sealed class SimWorlds
{
    private readonly List<TaskCompletionSource> assigning = [];
    private readonly Random random;

    public SimWorlds(Random random)
    {
        this.random = random;
        Catalog = Build();
    }

    public TestCatalog Catalog { get; }

    /// <summary>All words that a world took.</summary>
    public HashSet<string> Taken { get; } = [];

    /// <summary>Who was matched for the task of pairs, in that order, since the last look.</summary>
    public List<string> Matched { get; } = [];

    public int Conversations { get; private set; }

    public bool IsAssigning => assigning.Count > 0;

    /// <summary>Lets an assign_roles that takes its time come to its end.</summary>
    public void FinishAssigning()
    {
        var index = random.Next(assigning.Count);
        var source = assigning[index];
        assigning.RemoveAt(index);
        source.SetResult();
    }

    /// <summary>Saves the task anew: with the task of three, or without it.</summary>
    public void Reload(bool withTrio)
    {
        if (withTrio) Catalog.Task(Trio);
        else Catalog.Remove("trio");
        Catalog.Publish();
    }

    /// <summary>The task for which only two of different sides go together.</summary>
    public const string Sides = "sides";

    /// <summary>The side that a person is on.</summary>
    public static int SideOf(string person) => person[^1] % 2;

    /// <summary>Gives roles to two of different sides.</summary>
    public static ValueTask AssignSides(IReadOnlyList<ChatAgent> agents)
    {
        if (SideOf(agents[0].PersonId) == SideOf(agents[1].PersonId)) return ValueTask.CompletedTask;
        foreach (var agent in agents) agent.DisplayId = "role";
        return ValueTask.CompletedTask;
    }

    private static TaskEntry Trio { get; } = new() { Name = "trio", TaskWorld = "Trio", AgentsRequired = 3, Timeout = TimeSpan.FromSeconds(60) };

    private TestCatalog Build() => new TestCatalog { MaxWorkers = random.Next(1, 7) }
        .Task(new TaskEntry { Name = "solo", TaskWorld = "Solo", ResponseTimeout = TimeSpan.FromSeconds(30) })
        .Task(new TaskEntry { Name = "pair", TaskWorld = "Pair", OnboardWorld = "Onboard", AgentsRequired = 2, Timeout = TimeSpan.FromSeconds(50) })
        .Task(new TaskEntry { Name = "quick", TaskWorld = "Pair", AgentsRequired = 2, Timeout = TimeSpan.FromSeconds(20), BackupTask = "solo" })
        .Task(new TaskEntry { Name = "picky", TaskWorld = "Picky", AgentsRequired = 2, Timeout = TimeSpan.FromSeconds(40) })
        .Task(new TaskEntry { Name = Sides, TaskWorld = "Sides", AgentsRequired = 2, Timeout = TimeSpan.FromSeconds(60) })
        .Task(new TaskEntry { Name = "nobody", TaskWorld = "Nobody", AgentsRequired = 2, Timeout = TimeSpan.FromSeconds(30) })
        .Task(new TaskEntry { Name = "slow", TaskWorld = "Slow", AgentsRequired = 2, Timeout = TimeSpan.FromSeconds(40) })
        .Task(new TaskEntry { Name = "crash", TaskWorld = "Crash" })
        .Task(new TaskEntry { Name = "chain", TaskWorld = "Chain" })
        .Task(Trio)
        .World("Menu", async context =>
        {
            var choice = await context.Agent.AskAsync("Where to?");
            Take(choice);
            return choice.Text.Split('|')[0];
        })
        .World("Onboard", async context => { Take(await context.Agent.AskAsync("Your name?")); return null; })
        .World("Solo", TalkAsync)
        .World("Pair", TalkAsync, parts => parts.OnRemoved = (state, reason) =>
        {
            if (reason == RemovalReason.Matched) Matched.Add(state.PersonId);
            return ValueTask.CompletedTask;
        })
        .World("Trio", TalkAsync, parts => parts.AssignRoles = agents =>
        {
            agents[0].DisplayId = "a";
            agents[1].DisplayId = "b";
            return ValueTask.CompletedTask;
        })
        .World("Picky", TalkAsync, parts => parts.Eligibility = state => ValueTask.FromResult(state.PersonId[^1] % 2 == 0))
        .World("Sides", TalkAsync, parts => parts.AssignRoles = AssignSides)
        .World("Nobody", TalkAsync, parts => parts.AssignRoles = _ => ValueTask.CompletedTask)
        .World("Slow", TalkAsync, parts => parts.AssignRoles = AssignSlowly)
        .World("Crash", async context => { Take(await context.Agent.AskAsync("Boom?")); throw new InvalidOperationException("boom"); })
        .World("Chain", async context =>
        {
            Conversations++;
            context.Agent.Data["next_task"] = new[] { "solo", "pair", "EXIT", "chain", "gone", "slow" }[context.Context.Random.Next(6)];
            await context.Context.DelayAsync(TimeSpan.FromSeconds(1));
            return null;
        });

    private async ValueTask AssignSlowly(IReadOnlyList<ChatAgent> agents)
    {
        var source = new TaskCompletionSource();
        assigning.Add(source);
        await source.Task;
        switch (random.Next(4))
        {
            case 0:
                throw new InvalidOperationException("roles");
            case 1:
                agents[random.Next(2)].DisplayId = "alone";
                break;
            default:
                foreach (var agent in agents) agent.DisplayId = "role";
                break;
        }
    }

    /// <summary>Everybody hears everybody, until one says bye.</summary>
    private async Task<string?> TalkAsync(WorldContext context)
    {
        Conversations++;
        if (context.Agents.Select(agent => agent.PersonId).Distinct().Count() != context.Agents.Count) throw new InvariantException("somebody was paired with themselves");
        foreach (var agent in context.Agents) agent.Observe("Welcome.");
        while (true)
        {
            var turn = await context.Context.NextActAsync(context.Agents, TimeSpan.FromSeconds(200));
            if (turn is null) return null;
            Take(turn.Message);
            if (turn.Message.Text.StartsWith("bye", StringComparison.Ordinal)) return null;
            if (turn.Message.Text.StartsWith("out", StringComparison.Ordinal)) turn.Agent.MarkInactive();
            foreach (var agent in context.Agents) agent.Observe(turn.Message);
        }
    }

    private void Take(Message message)
    {
        if (!Taken.Add(message.Text.Split('|')[^1])) throw new InvariantException($"'{message.Text}' was taken twice");
    }
}
