// These worlds are classes: a class's name is the world's name, and a file holds as many as you like. To inherit `World`,
// `OnboardWorld` or a ready-made world is a convenience: any class with the functions will do.

/// The menu. Its base class shows the choices as quick replies and insists on one; a choice is a task's name in config.toml,
/// or a label and a task's name.
public class DemoOverworld(WorldContext context) : MenuOverworld(context)
{
    protected override string Greeting => "Welcome to the overworld demo. Which one would you like to see?";

    protected override IReadOnlyList<MenuChoice> Choices =>
        ["echo", new("onboard data", "onboard_data"), new("chat with somebody", "chat")];
}

/// What an onboard world leaves in `Data` is the agent's `OnboardData` in the task world.
public class ProfileOnboardWorld(WorldContext context) : OnboardWorld(context)
{
    public override async Task Parley()
    {
        var name = await Agent.AskAsync("Before we begin: what is your name?");

        // `AskAsync` takes any answer, `ChooseAsync` only one of those offered. Anything under [opt] is found in `Opt`.
        var colours = Opt.Get<string[]>("colours", []);
        var colour = await Agent.ChooseAsync($"Nice to meet you, {name.Text}. Which colour do you like best?", colours);

        Data["name"] = name.Text;
        Data["colour"] = colour;
        Done = true;
    }
}

public class ProfileTaskWorld(WorldContext context) : World(context)
{
    private bool done;

    public override async Task Parley()
    {
        var name = Agent.OnboardData.Get<string>("name");
        var colour = Agent.OnboardData.Get<string>("colour");
        Agent.Observe($"You are {name}, and you like {colour}: the onboarding has told me.");

        // `Data` belongs to the person and goes along from world to world. Under the key "next_task" it says where they go when
        // this world ends: straight to another task, or out with "EXIT". Without it they go back to the overworld.
        var next = await Agent.ChooseAsync("Would you like to see the echo next?", "yes", "no");
        if (next == "yes") Agent.Data["next_task"] = "echo";
        done = true;
    }

    public override bool EpisodeDone() => done;
}

/// Asks for consent before strangers are brought together. Who declines goes back to the menu.
public class ChatOnboardWorld(WorldContext context) : ConsentWorld(context)
{
    protected override string Text => "You are going to talk with another person. Please be kind. All right?";

    protected override string Agreed => "Thank you. Now we look for somebody. Say EXIT when you do not want to wait any more.";
}

/// Two people talk with each other. The base class passes on what they say and knows [DONE], EXIT and people who leave.
public class ChatTaskWorld(WorldContext context) : PairChat(context)
{
    protected override string Welcome(ChatAgent agent) => "You are connected. Say hello! Say [DONE] to end the conversation.";

    // Roles are given before the first parley. This function has to be static, as there is no world yet.
    public static void AssignRoles(IReadOnlyList<ChatAgent> agents) => Roles.Assign(agents, "Robin", "Kim");
}
