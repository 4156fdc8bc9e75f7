public class EchoWorld(WorldContext context) : World(context)
{
    private bool done;

    public override async Task Parley()
    {
        var act = await Agent.ActAsync();
        if (act.IsDone()) done = true;
        else Agent.Observe(act with { Id = "World" });
    }

    public override bool EpisodeDone() => done;
}

public class Menu(WorldContext context) : Overworld(context)
{
    public override async Task<string?> Parley()
    {
        var act = await Agent.AskAsync("Which form?", "echo", "echo_class", Exit);
        return act.IsExit() || act.Text.StartsWith("echo") ? act.Text : null;
    }
}
