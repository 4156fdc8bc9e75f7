// These worlds are classes: a class's name is the world's name, and a file holds as many as you like.

/// The menu: it shows its choices as quick replies and insists on one. A choice is a task's name in config.toml, or a label and a name.
public class Menu(WorldContext context) : MenuOverworld(context)
{
    protected override string Greeting => "What shall we do?";

    protected override IReadOnlyList<MenuChoice> Choices => [new("guess a number", "guess"), new("my notes", "notes")];
}

/// Keeps what somebody wants to remember.
public class Notes(WorldContext context) : World(context)
{
    private bool done;

    public override async Task Parley()
    {
        // `Data` belongs to the person: what stands there is still there when they come to this world again, or to another.
        var notes = Agent.Data.Get<List<string>>("notes", []);
        var act = await Agent.AskAsync(notes.Count == 0 ? "You have no notes. What shall I write down?" : $"Your notes: {string.Join("; ", notes)}.", "EXIT");
        if (act.IsExit())
        {
            done = true;
            return;
        }

        notes.Add(act.Text.Trim());
        Agent.Data.Set("notes", notes);
    }

    public override bool EpisodeDone() => done;
}
