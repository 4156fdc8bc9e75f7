// The worlds of the measurements. tools/README.md says how a client gets into them.

// Asks where to; any answer that is not a place asks again.
public class Menu(WorldContext context) : Overworld(context)
{
    public override async Task<string?> Parley()
    {
        var act = await Agent.AskAsync("Where to?", "echo", "pair", Exit);
        return act.Text is "echo" or "pair" or Exit ? act.Text : null;
    }
}

// Says back what it hears, until the person leaves.
public class Echo(WorldContext context) : World(context)
{
    private bool greeted;

    public override async Task Parley()
    {
        if (!greeted)
        {
            greeted = true;
            Agent.Observe("ready");
        }

        Agent.Observe(await Agent.ActAsync());
    }

    public override bool EpisodeDone() => false;
}

// Brings what either says to the other, until one leaves.
public class Pair(WorldContext context) : World(context)
{
    private bool greeted;

    public override async Task Parley()
    {
        if (!greeted)
        {
            greeted = true;
            foreach (var agent in Agents) agent.Observe("ready");
        }

        if (await Context.NextActAsync(Agents) is { } turn) turn.Agent.Partners[0].Observe(turn.Message);
    }

    public override bool EpisodeDone() => false;
}
