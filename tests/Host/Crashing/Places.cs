using ScriptChat.Host.Tests.Support;

namespace ScriptChat.Host.Tests.Crashing;

/// <summary>A task in which a person can be anywhere when the runtime dies.</summary>
internal static class Places
{
    public const string Menu = "Where to?";

    private const string Worlds = """
        public class Menu(WorldContext context) : Overworld(context)
        {
            public override async Task<string?> Parley() => await Agent.ChooseAsync("Where to?", "echo", "trio", "pair", "profile");
        }

        public class Profile(WorldContext context) : OnboardWorld(context)
        {
            public override async Task Parley()
            {
                var name = await Agent.AskAsync("Your name?");
                var age = await Agent.AskAsync($"Your age, {name.Text}?");
                Data["name"] = $"{name.Text} ({age.Text})";
                Done = true;
            }
        }

        public class Told(WorldContext context) : World(context)
        {
            private bool greeted;

            public override async Task Parley()
            {
                if (!greeted) Agent.Observe($"You are {Agent.OnboardData.Get<string>("name")}.");
                greeted = true;
                await Agent.ActAsync();
            }

            public override bool EpisodeDone() => false;
        }

        public class Talk(WorldContext context) : World(context)
        {
            private bool greeted;

            public override async Task Parley()
            {
                if (!greeted)
                {
                    for (var index = 0; index < Agents.Count; index++) Agents[index].Observe($"together, you are number {index + 1}");
                }

                greeted = true;
                if (await Context.NextActAsync(Agents) is { } turn)
                {
                    foreach (var partner in turn.Agent.Partners) partner.Observe(turn.Message);
                }
            }

            public override bool EpisodeDone() => false;
        }

        """;

    // "sleep" starts a wait that a kill falls into.
    private const string Echo = """
        var count = 0;

        async Task parley()
        {
            var act = await Agent.ActAsync();
            if (act.Text == "sleep")
            {
                Agent.Observe("good night");
                await Context.DelayAsync(TimeSpan.FromSeconds(3));
                Agent.Observe("good morning");
                return;
            }

            Agent.Observe($"{++count}: {act.Text}");
        }

        bool episode_done() => false;

        """;

    public static Folder Make()
    {
        var folder = Folder.Of(Echo, """

            [tasks.trio]
            task_world = "Talk"
            agents_required = 3

            [tasks.pair]
            task_world = "Talk"
            agents_required = 2

            [tasks.profile]
            onboard_world = "Profile"
            task_world = "Told"
            """);
        File.Delete(folder.At("menu.csx"));
        folder.Write("worlds.csx", Worlds);
        return folder;
    }

    /// <summary>Starts it, and waits until it serves.</summary>
    public static async Task<(RuntimeProcess Runtime, Uri Page)> StartAsync(Folder folder, params IEnumerable<string> more)
    {
        var runtime = folder.Serve(["--no-watch", .. more]);
        return (runtime, await runtime.AddressAsync());
    }
}
