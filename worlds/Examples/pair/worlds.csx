public class Menu(WorldContext context) : SimpleOverworld(context, "swap");

/// What an onboard world leaves in Data is the agent's OnboardData in the task world.
public class Languages(WorldContext context) : OnboardWorld(context)
{
    public override async Task Parley()
    {
        Data["speaks"] = await Agent.ChooseAsync("Which language do you speak?", "Spanish", "Polish", "none");
        Done = true;
    }
}
