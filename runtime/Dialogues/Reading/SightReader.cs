using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Format;

namespace ScriptChat.Dialogues.Reading;

/// <summary>Collects the indented lines below a step into what one sight holds. A message may go on over several lines, so it
/// is made when the next one begins.</summary>
internal sealed class SightReader(int line, IReadOnlyList<string> people)
{
    private readonly List<Expectation> items = [];
    private readonly List<Place> text = [];
    private Place? speaker;
    private Place? payload;
    private List<Place>? replies;
    private int lastLine;
    private int nothing;

    /// <summary>Takes a line.</summary>
    /// <param name="place">The line without blanks around it.</param>
    public void Add(Place place)
    {
        if (nothing > 0 && place.Text[0] is not '#')
            place.Error(DialogueCodes.UnknownLine, $"line {nothing} says that nothing is seen, and this says what; take one of them out");
        else if (place.Text[0] is '|' or '[' or '<')
            Continue(place);
        else
            Begin(place);
    }

    /// <summary>All that was collected.</summary>
    public Sight Finish()
    {
        Flush();
        return new Sight(line, people, [.. items]) { NothingLine = nothing };
    }

    private void Begin(Place place)
    {
        Flush();
        if (place.Text == "...") items.Add(new ExpectedAnything(place.Line));
        else if (place.Text == "nothing") TakeNothing(place);
        else if (place.Text == "the end") items.Add(new ExpectedEnd(place.Line));
        else if (Wording.IndexOfBare(place.Text, ':') is var colon and >= 0) Open(place, colon);
        else if (place.Text.Split(' ') is ["refused", var code]) items.Add(new ExpectedRefusal(place.Line, code));
        else if (SignOf(place) is { } sign) items.Add(sign);
        else place.Error(DialogueCodes.UnknownLine, "this is not something to see; write 'SPEAKER: TEXT', or ': TEXT' for words without a speaker's name");
    }

    private void TakeNothing(Place place)
    {
        nothing = place.Line;
        if (items.Count > 0)
            place.Error(DialogueCodes.UnknownLine, "above it stands what is seen, and this says that nothing is; take one of them out");
    }

    private void Open(Place place, int colon)
    {
        speaker = place.Part(0, colon).Trimmed();
        text.Add(place.From(colon + 1).Trimmed());
        lastLine = place.Line;
    }

    private void Continue(Place place)
    {
        if (speaker is null)
        {
            place.Error(DialogueCodes.UnknownLine, $"a line that begins with '{place.Text[0]}' goes on with a message, and there is none above; "
                + "write 'SPEAKER: TEXT' first, or ': TEXT' for words without a speaker's name");
            return;
        }

        lastLine = place.Line;
        if (place.Text[0] == '|') text.Add(ContinuedText(place));
        else if (place.Text[0] == '<' && place.Text[^1] == '>') payload = place.Part(1, place.Text.Length - 1).Trimmed();
        else if (Wording.WithoutReplies(place, out var more) is { Text: "" } && more is not null) (replies ??= []).AddRange(more);
        else place.Error(DialogueCodes.UnknownLine, "this is neither quick replies nor a payload; write '[one] [two]' or '<KIND ADDRESS>', or '| TEXT' to go on with the text");
    }

    /// <summary>The text of a line that begins with a bar: what stands after it and one blank.</summary>
    /// <param name="place">The line.</param>
    public static Place ContinuedText(Place place) => place.From(place.Text is ['|', ' ', ..] ? 2 : 1);

    /// <summary>The failure of a world, if that is what a line says. It belongs to the step, whoever sees what stands around it.</summary>
    /// <param name="place">The line without blanks around it.</param>
    public static ExpectedFailure? FailureOf(Place place)
    {
        if (place.Text == ExpectedFailure.Words) return new ExpectedFailure(place.Line, null);
        if (!place.Text.StartsWith(ExpectedFailure.Words + " ", StringComparison.Ordinal)) return null;
        return new ExpectedFailure(place.Line, Wording.Pattern(place.From(ExpectedFailure.Words.Length).Trimmed()));
    }

    private void Flush()
    {
        if (speaker is not { } who) return;
        text[^1] = Wording.WithoutReplies(text[^1], out var inline);
        if (inline is not null) replies = [.. inline, .. replies ?? []];
        items.Add(new ExpectedMessage(
            text[0].Line,
            lastLine,
            Wording.Pattern(who),
            Wording.Pattern([.. text]),
            replies is null ? null : [.. replies.Select(reply => Wording.Pattern(reply))],
            payload is { } with ? Wording.Pattern(with) : null));
        text.Clear();
        (speaker, payload, replies) = (null, null, null);
    }

    private static ExpectedSign? SignOf(Place place)
    {
        foreach (var (words, sign) in ExpectedSign.Words)
        {
            if (!place.Text.EndsWith(words, StringComparison.Ordinal)) continue;
            var who = place.Text[..^words.Length];
            return new ExpectedSign(place.Line, who == ExpectedSign.TheWorld ? "" : who, sign);
        }

        return null;
    }
}
