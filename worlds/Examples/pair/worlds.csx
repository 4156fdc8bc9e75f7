public class Menu(WorldContext context) : SimpleOverworld(context, "talk");

/// What an onboard world leaves in Data is the agent's OnboardData in the task world.
public class Introduction(WorldContext context) : OnboardWorld(context)
{
    public override async Task Parley()
    {
        var name = await Agent.AskAsync("What shall others call you?");
        Data["name"] = name.Text;
        Data["has_time"] = await Agent.ChooseAsync("Do you have ten minutes?", "yes", "no") == "yes";
        Agent.Observe("Thank you. Please wait for somebody to talk with.");
        Done = true;
    }
}
