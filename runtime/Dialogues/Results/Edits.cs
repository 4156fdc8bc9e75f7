using ScriptChat.Dialogues.Format;

namespace ScriptChat.Dialogues.Results;

/// <summary>What would have to change in a dialogue's lines for it to be what really happened, and what is different where.</summary>
internal sealed class Edits
{
    private const string Indent = "  ";

    private readonly Dialogue dialogue;
    private readonly HashSet<int> removed = [];
    private readonly Dictionary<int, List<EditLine>> inserted = [];
    private readonly Dictionary<int, List<string>> notes = [];
    // They may stand among the lines of what somebody sees.
    private readonly HashSet<int> failures;

    /// <summary>Works them out.</summary>
    /// <param name="dialogue">The dialogue.</param>
    /// <param name="outcomes">What became of its steps.</param>
    public Edits(Dialogue dialogue, IEnumerable<StepOutcome> outcomes)
    {
        this.dialogue = dialogue;
        failures = [.. dialogue.Steps.SelectMany(step => step.Failures).Select(failure => failure.Line)];
        foreach (var outcome in outcomes) Take(outcome);
    }

    /// <summary>The lines to take out.</summary>
    public IReadOnlySet<int> Removed => removed;

    /// <summary>The lines to put in after a line.</summary>
    /// <param name="line">The line.</param>
    public IReadOnlyList<EditLine> After(int line) => inserted.GetValueOrDefault(line) ?? [];

    /// <summary>What is to be said of a line.</summary>
    /// <param name="line">The line.</param>
    public IReadOnlyList<string> Notes(int line) => notes.GetValueOrDefault(line) ?? [];

    private void Take(StepOutcome outcome)
    {
        var step = outcome.Step;
        foreach (var note in outcome.Notes) AddTo(notes, step.LastLine, [note.Text]);
        foreach (var (expected, seen, isRight) in outcome.Failures)
        {
            if (isRight) continue;
            if (expected is not null) Remove(expected);
            if (seen is not null) AddTo(inserted, expected?.Line ?? step.LastLine, EditLine.Of(seen, Indent));
        }

        for (var index = 0; index < outcome.Sights.Count; index++)
        {
            var (sight, people) = (step.Sights[index], outcome.Sights[index]);
            if (people.All(person => person.IsRight)) continue;
            if (people.Count == 1) OneSaw(step, sight, people[0]);
            else SeveralSaw(sight, people);
        }

        // Who acts sees right below the act, as does somebody alone; the others behind all that stands there already.
        foreach (var other in outcome.Others.OrderBy(other => IsOwn(step, other.Person) ? 0 : 1))
        {
            var lines = other.Pairs.SelectMany(pair => EditLine.Of(pair.Seen!, Indent));
            if (IsOwn(step, other.Person)) AddTo(inserted, step.LastLine, lines);
            else AddTo(inserted, step.Sights.Select(EndOf).Append(step.LastLine).Max(), lines.Prepend(new EditLine($"{other.Person} sees")));
        }
    }

    private bool IsOwn(Step step, string person) => person == step.Action.Person || dialogue.People.Count == 1;

    private void OneSaw(Step step, Sight sight, PersonOutcome person)
    {
        var anchor = Math.Max(sight.Line > 0 ? sight.Line : step.LastLine, sight.NothingLine);
        var left = sight.Items.Count + person.Pairs.Count(pair => pair is { IsRight: false, Seen: not null });
        if (sight.NothingLine > 0) removed.Add(sight.NothingLine);
        if (sight.NothingLine > 0 && sight.NothingLine == sight.Line) AddTo(inserted, anchor, [new EditLine($"{person.Person} sees")]);
        foreach (var pair in person.Pairs)
        {
            var indent = Indent;
            if (pair.Expected is { } expected)
            {
                anchor = expected.LastLine;
                var source = dialogue.Source[expected.Line - 1];
                indent = source[..^source.TrimStart().Length];
                if (!pair.IsRight) Remove(expected);
                if (!pair.IsRight) left--;
            }

            if (!pair.IsRight && pair.Seen is not null) AddTo(inserted, anchor, EditLine.Of(pair.Seen, indent));
        }

        if (left > 0 || sight.Line == 0) return;
        removed.Add(sight.Line);
        AddTo(inserted, anchor, [new EditLine($"{person.Person} sees nothing")]);
    }

    // When several were to see the same and did not, each gets lines of their own.
    private void SeveralSaw(Sight sight, IReadOnlyList<PersonOutcome> people)
    {
        if (sight.NothingLine > 0) removed.Add(sight.NothingLine);
        removed.Add(sight.Line);
        foreach (var item in sight.Items) Remove(item);
        foreach (var person in people)
        {
            EditLine[] lines = [.. person.Pairs.SelectMany(LinesOf)];
            AddTo(inserted, EndOf(sight), lines.Length == 0 ? [new EditLine($"{person.Person} sees nothing")] : lines.Prepend(new EditLine($"{person.Person} sees")));
        }
    }

    private IEnumerable<EditLine> LinesOf(Pair pair)
    {
        if (pair is { IsRight: true, Expected: { } expected }) return Enumerable.Range(expected.Line, expected.LastLine - expected.Line + 1).Select(line => new EditLine(dialogue.Source[line - 1]));
        return pair.Seen is null ? [] : EditLine.Of(pair.Seen, Indent);
    }

    private void Remove(Expectation expected)
    {
        for (var line = expected.Line; line <= expected.LastLine; line++)
            if (!dialogue.Source[line - 1].AsSpan().TrimStart().StartsWith("#") && (expected is ExpectedFailure || !failures.Contains(line))) removed.Add(line);
    }

    private static int EndOf(Sight sight) => sight.Items.Select(item => item.LastLine).Append(Math.Max(sight.Line, sight.NothingLine)).Max();

    private static void AddTo<T>(Dictionary<int, List<T>> lists, int line, IEnumerable<T> lines)
    {
        if (!lists.TryGetValue(line, out var list)) lists.Add(line, list = []);
        list.AddRange(lines);
    }
}
