public class Menu(WorldContext context) : MenuOverworld(context)
{
    protected override string Greeting => "What shall it be?";

    protected override IReadOnlyList<MenuChoice> Choices =>
        ["quiz", new("Talk with somebody", "talk"), new("Talk in a round of three", "plain")];

    protected override string ExitLabel => "Goodbye";
}

public class Consent(WorldContext context) : ConsentWorld(context)
{
    protected override string Text => "You will talk with a stranger. Please be kind. All right?";

    protected override string AgreeLabel => "I will";

    protected override string DeclineLabel => "Rather not";

    protected override string? Agreed => null;

    protected override string Declined => "Perhaps another time.";
}

public class Talk(WorldContext context) : PairChat(context)
{
    private int words;

    protected override TimeSpan? SilenceLimit => TimeSpan.FromMinutes(3);

    public static void AssignRoles(IReadOnlyList<ChatAgent> agents) => Roles.Assign(agents, "Teacher", "Student");

    protected override string Welcome(ChatAgent agent) => $"You are the {agent.DisplayId}. Twenty words, then it is over.";

    protected override void Pass(ChatAgent speaker, Message message)
    {
        base.Pass(speaker, message);
        words += message.Text.Split(' ').Length;
        if (words >= 20) End("That were twenty words. Thank you!", Present);
    }
}
