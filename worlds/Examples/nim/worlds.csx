public class Menu(WorldContext context) : SimpleOverworld(context, "nim");

/// In turn each player takes one, two or three sticks; who takes the last one wins. Whose clock runs out loses.
public class NimWorld(WorldContext context) : World(context)
{
    private readonly TimeSpan[] clocks = [.. context.Agents.Select(_ => TimeSpan.FromSeconds(context.Opt.Get("seconds", 60)))];
    private int sticks = context.Opt.Get("sticks", 13);
    private int turns;
    private bool asked;
    private bool done;

    private ChatAgent Mover => Agents[turns % Agents.Count];

    public static void AssignRoles(IReadOnlyList<ChatAgent> agents) => Roles.Assign(agents, "North", "South");

    public override async Task Parley()
    {
        if (!asked) AskMover();

        // Both are listened to, so that a player who leaves or speaks out of turn is noticed at once.
        var begun = Context.Now;
        var turn = await Context.NextActAsync(Agents, clocks[Mover.Index]);
        clocks[Mover.Index] -= Context.Now - begun;

        if (turn is null) End($"{Mover.DisplayId} has run out of time and loses.");
        else if (turn.Agent != Mover) turn.Agent.Observe($"It is {Mover.DisplayId}'s turn.");
        else if (Read(turn.Message) is { } taken) Take(taken);
        else Mover.Observe($"Say a number from 1 to {Math.Min(3, sticks)}.", Offer());
    }

    public override bool EpisodeDone() => done;

    private void AskMover()
    {
        asked = true;
        Mover.Observe($"{sticks} sticks. How many do you take? You have {clocks[Mover.Index].TotalSeconds:F0} s.", Offer());
    }

    private IEnumerable<string> Offer() => Enumerable.Range(1, Math.Min(3, sticks)).Select(number => number.ToString());

    private int? Read(Message message) =>
        int.TryParse(message.Text, out var number) && number >= 1 && number <= Math.Min(3, sticks) ? number : null;

    private void Take(int taken)
    {
        sticks -= taken;
        foreach (var other in Mover.Partners) other.Observe($"{Mover.DisplayId} takes {taken}.");
        if (sticks == 0) End($"{Mover.DisplayId} wins.");
        turns++;
        asked = false;
    }

    private void End(string result)
    {
        foreach (var agent in Agents) agent.Observe(result);
        Context.Save(new { result, turns });
        done = true;
    }
}
