// These worlds are classes: a class's name is the world's name. All of them inherit ready-made ones, and say only what is different.

/// Where people come in.
public class Entrance(WorldContext context) : MenuOverworld(context)
{
    protected override string Greeting => "Would you like to talk with somebody?";

    protected override IReadOnlyList<MenuChoice> Choices => [new("yes", "chat")];
}

/// Asks for consent before strangers are brought together. Who declines goes back to the overworld.
public class Consent(WorldContext context) : ConsentWorld(context)
{
    protected override string Text => "You will talk with another person. What you both write is kept. Is that all right?";

    protected override string Agreed => "Thank you. I look for somebody; say EXIT when you do not want to wait any more.";
}

/// The conversation: what one says, the other sees. The base class knows [DONE], EXIT and people who leave.
public class Chat(WorldContext context) : PairChat(context)
{
    protected override string Welcome(ChatAgent agent) => $"You are {agent.DisplayId}. Find out what you have in common! Say [DONE] to end.";

    // Comes before the first parley, when there is no world yet: so it is static.
    public static void AssignRoles(IReadOnlyList<ChatAgent> agents) => Roles.Assign(agents, "Robin", "Kim");
}
