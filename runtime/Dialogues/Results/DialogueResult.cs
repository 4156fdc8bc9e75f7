using System.Globalization;
using System.Text;
using ScriptChat.Dialogues.Format;

namespace ScriptChat.Dialogues.Results;

/// <summary>How a play went.</summary>
public sealed class DialogueResult
{
    private const int Context = 4;
    private readonly Lazy<Edits> edits;

    internal DialogueResult(Dialogue dialogue, IReadOnlyList<StepOutcome> outcomes, int turns)
    {
        Dialogue = dialogue;
        Turns = turns;
        Differences = [.. outcomes.SelectMany(Description.Of)];
        edits = new Lazy<Edits>(() => new Edits(dialogue, outcomes));
    }

    /// <summary>What was played.</summary>
    public Dialogue Dialogue { get; }

    /// <summary>Whether all went as written.</summary>
    public bool Passed => Differences.Count == 0;

    /// <summary>Where it went differently, in the order of the dialogue.</summary>
    public IReadOnlyList<Difference> Differences { get; }

    /// <summary>How many times people spoke.</summary>
    public int Turns { get; }

    /// <summary>The dialogue as it really went: its own lines, comments too, where they are right, and what was seen where
    /// they are not. Played again it passes, unless something else than what people saw was wrong.</summary>
    public string Accepted
    {
        get
        {
            List<string> lines = [];
            for (var line = 1; line <= Dialogue.Source.Count; line++)
            {
                if (!edits.Value.Removed.Contains(line)) lines.Add(Dialogue.Source[line - 1]);
                lines.AddRange(edits.Value.After(line).Select(after => after.Text));
            }

            return string.Join('\n', lines);
        }
    }

    /// <summary>For people: the dialogue around the places where it went differently. <c>-</c> was expected and not seen,
    /// <c>+</c> was seen and not expected (behind it, where <c>PlayOptions.Speaker</c> says so, who said it), <c>!</c>
    /// says what else is wrong.</summary>
    public string ToText()
    {
        var count = Differences.Count;
        var text = new StringBuilder();
        if (Passed) return text.Append(CultureInfo.InvariantCulture, $"{Dialogue.Path}: as written").Append('\n').ToString();
        text.Append(CultureInfo.InvariantCulture, $"{Dialogue.Path}: {count} difference{(count == 1 ? "" : "s")}").Append('\n');
        var marked = Marked();
        var shownUpTo = 0;
        for (var index = 0; index < marked.Count; index++)
        {
            var near = Enumerable.Range(Math.Max(index - Context, 0), Math.Min(index + Context, marked.Count - 1) - Math.Max(index - Context, 0) + 1);
            if (!near.Any(at => marked[at].Mark != ' ')) continue;
            if (index > shownUpTo) text.Append("         ...\n");
            var (mark, line, content, place) = marked[index];
            var number = line > 0 ? line.ToString(CultureInfo.InvariantCulture) : "";
            text.Append($"{mark} {number,5} | {content}".TrimEnd());
            if (place is not null) text.Append("        <- ").Append(place);
            text.Append('\n');
            shownUpTo = index + 1;
        }

        return text.ToString();
    }

    /// <inheritdoc />
    public override string ToString() => ToText();

    private List<(char Mark, int Line, string Text, string? Place)> Marked()
    {
        List<(char Mark, int Line, string Text, string? Place)> marked = [];
        for (var line = 1; line <= Dialogue.Source.Count; line++)
        {
            marked.Add((edits.Value.Removed.Contains(line) ? '-' : ' ', line, Dialogue.Source[line - 1], null));
            marked.AddRange(edits.Value.After(line).Select(after => ('+', 0, after.Text, after.Place)));
            marked.AddRange(edits.Value.Notes(line).Select(text => ('!', 0, text, (string?)null)));
        }

        while (marked.Count > 0 && marked[^1] is (' ', _, "", _)) marked.RemoveAt(marked.Count - 1);
        return marked;
    }
}
