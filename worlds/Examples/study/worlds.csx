/// The menu depends on the person: nobody takes part twice.
public class Reception(WorldContext context) : MenuOverworld(context)
{
    protected override string Greeting => Agent.Data.Contains("took_part")
        ? "You have taken part already. Thank you!"
        : "Welcome to our study. It takes two minutes.";

    protected override IReadOnlyList<MenuChoice> Choices =>
        Agent.Data.Contains("took_part") ? [] : [new("Take part", "survey")];

    protected override string ExitLabel => "Leave";
}

/// Who declines goes back to the reception.
public class Consent(WorldContext context) : ConsentWorld(context)
{
    protected override string Text => "We keep your answers, without your name. Is that fine with you?";
}
