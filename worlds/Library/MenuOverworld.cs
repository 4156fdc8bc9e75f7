namespace ScriptChat.Worlds.Library;

/// <summary>An overworld with a menu: shows its choices as quick replies, insists on one of them, and knows EXIT.</summary>
/// <remarks>Write what is to be chosen from:
/// <code>
/// public class Overworld(WorldContext context) : MenuOverworld(context)
/// {
///     protected override IReadOnlyList&lt;MenuChoice&gt; Choices => ["echo", new("Talk to somebody", "chat")];
/// }
/// </code></remarks>
/// <param name="context">What the world is given.</param>
public abstract class MenuOverworld(WorldContext context) : Overworld(context)
{
    /// <summary>What there is to choose from, in order. At least one; asked for at each visit, so it may depend on the person.</summary>
    protected abstract IReadOnlyList<MenuChoice> Choices { get; }

    /// <summary>What is said with the menu. Default: <c>"What would you like to do?"</c>.</summary>
    protected virtual string Greeting => "What would you like to do?";

    /// <summary>The label of the way out, shown last; null for a menu that does not show one. The word EXIT leaves all the same.
    /// Default: <c>"EXIT"</c>.</summary>
    protected virtual string? ExitLabel => Exit;

    /// <inheritdoc />
    public override async Task<string?> Parley()
    {
        var choices = Choices;
        List<string> labels = [.. choices.Select(choice => choice.Label)];
        if (ExitLabel is { } exit) labels.Add(exit);

        var act = await Agent.AskAsync(Greeting, labels);
        while (true)
        {
            if (act.IsExit() || (ExitLabel is { } label && ControlWords.Matches(act.Text, label))) return Exit;
            var picked = choices.FirstOrDefault(choice => ControlWords.Matches(act.Text, choice.Label))
                ?? choices.FirstOrDefault(choice => ControlWords.Matches(act.Text, choice.Task));
            if (picked is not null) return picked.Task;
            act = await Agent.AskAsync($"That is not on the menu. Please pick one of these: {string.Join(", ", labels)}.", labels);
        }
    }
}
