using System.Text.Json;
using System.Text.Json.Nodes;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Dialogues.Tests.Golden;

/// <summary>A task whose worlds are written here, with one of everything that can happen on a journey.</summary>
internal static class GoldenTask
{
    public static WorldModule Module { get; } = new()
    {
        Config = new TaskConfig
        {
            Path = "/golden/config.toml",
            TaskName = "golden",
            Overworld = "Menu",
            Tasks = new[]
            {
                new TaskEntry { Name = "echo", TaskWorld = "Echo" },
                new TaskEntry { Name = "profile", TaskWorld = "Profile", OnboardWorld = "Onboard" },
                new TaskEntry { Name = "chat", TaskWorld = "Chat", AgentsRequired = 2, Timeout = TimeSpan.FromSeconds(100), ResponseTimeout = TimeSpan.FromMinutes(2) },
                new TaskEntry { Name = "quiz", TaskWorld = "Chat", AgentsRequired = 2, Timeout = TimeSpan.FromSeconds(60), BackupTask = "echo" },
                new TaskEntry { Name = "crash", TaskWorld = "Crash" },
                new TaskEntry { Name = "chain", TaskWorld = "Chain" },
                new TaskEntry { Name = "effects", TaskWorld = "Effects" },
            }.ToDictionary(task => task.Name),
        },
        Version = "golden",
        Worlds = new[]
        {
            World("Menu", async context => (await context.Agent.AskAsync("Where to?", "echo", "chat", "EXIT")).Text),
            World("Echo", EchoAsync),
            World("Onboard", context => Onboard(context)),
            World("Profile", context =>
            {
                context.Agent.Observe(Says($"You are {context.Agent.OnboardData.Get<string>("name")}."));
                return Task.FromResult<string?>(null);
            }),
            World("Chat", ChatAsync),
            World("Crash", async context =>
            {
                await context.Agent.AskAsync("One word and I am gone.");
                throw new InvalidOperationException("on purpose");
            }),
            World("Chain", async context =>
            {
                var next = (await context.Agent.AskAsync("And then?")).Text;
                context.Agent.Data["next_task"] = next;
                return null;
            }),
            World("Effects", async context =>
            {
                var key = await context.Context.OnceAsync("slow", async (_, _) =>
                {
                    await Task.Yield();
                    return "done";
                });
                context.Agent.Observe(Says($"{key} at {context.Context.Now:HH:mm:ss}, {context.Context.Random.Next(1000)}"));
                await context.Context.DelayAsync(TimeSpan.FromSeconds(90));
                context.Agent.Observe(Says($"waited until {context.Context.Now:HH:mm:ss}"));
                return null;
            }),
        }.ToDictionary(world => WorldModule.CanonicalName(world.Name)),
        Json = new JsonSerializerOptions(JsonSerializerOptions.Default),
    };

    private static Message Says(string text) => new() { Id = "World", Text = text };

    private static async Task<string?> EchoAsync(WorldContext context)
    {
        context.Agent.Observe(Says("Say something; [DONE] ends it."));
        while (await context.Agent.ActAsync() is var act && act.Text != "[DONE]") context.Agent.Observe(act with { Id = "World" });
        return null;
    }

    private static async Task<string?> ChatAsync(WorldContext context)
    {
        foreach (var agent in context.Agents) agent.Observe(Says($"You are {agent.DisplayId}. Say bye to end it."));
        while (await context.Context.NextActAsync(context.Agents) is { } turn && turn.Message.Text != "bye")
            foreach (var partner in turn.Agent.Partners) partner.Observe(turn.Message);
        foreach (var agent in context.Agents) agent.Observe(Says("That was all."));
        return null;
    }

    private static WorldInstance Onboard(WorldContext context)
    {
        var data = new JsonObject();
        return new WorldInstance
        {
            Parley = async () => data["name"] = (await context.Agent.AskAsync("What is your name?")).Text,
            EpisodeDone = () => ValueTask.FromResult(data.Count > 0),
            Data = () => ValueTask.FromResult<JsonObject?>(data),
        };
    }

    private static WorldDefinition World(string name, Func<WorldContext, Task<string?>> play) => World(name, context =>
    {
        var done = false;
        return new WorldInstance { Parley = PlayAsync, EpisodeDone = () => ValueTask.FromResult(done) };

        async Task<string?> PlayAsync()
        {
            var choice = await play(context);
            done = true;
            return choice;
        }
    });

    private static WorldDefinition World(string name, Func<WorldContext, WorldInstance> create) =>
        new() { Name = name, Create = context => ValueTask.FromResult(create(context)) };
}
