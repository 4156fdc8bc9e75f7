// What stands around the survey proper, which is survey.csx.

/// Where people come in. Nobody takes part twice: `Data` belongs to the person, and goes along from world to world.
public class Entrance(WorldContext context) : MenuOverworld(context)
{
    private bool Took => Agent.Data.Get("took_part", false);

    protected override string Greeting => Took ? "You have taken part already. Thank you!" : "Welcome! We would like to ask you three questions. Shall we?";

    protected override IReadOnlyList<MenuChoice> Choices => Took ? [] : [new("yes", "survey")];
}

/// What people say is kept, so they are asked first. Who declines goes back to the beginning.
public class Consent(WorldContext context) : ConsentWorld(context)
{
    protected override string Text => "Your answers are kept, without your name. Is that all right?";
}
