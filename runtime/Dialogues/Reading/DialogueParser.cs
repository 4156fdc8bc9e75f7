using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Format;

namespace ScriptChat.Dialogues.Reading;

/// <summary>Goes through the lines of a dialogue. A line at the margin begins a step or says who sees; what is indented below
/// is what they see.</summary>
internal sealed class DialogueParser(string path, DiagnosticBag errors)
{
    private readonly OptionReader options = new();
    private readonly PeopleTracker people = new();
    private readonly List<Step> steps = [];
    private readonly List<Sight> sights = [];
    private readonly List<ExpectedFailure> failures = [];
    private readonly List<Place> speech = [];
    private StepAction? action;
    private Place actionPlace;
    private Place? payload;
    private SightReader? sight;
    private bool margin;

    /// <summary>Reads all.</summary>
    /// <param name="lines">The lines.</param>
    /// <returns>The dialogue, as far as it could be read.</returns>
    public Dialogue Read(IReadOnlyList<string> lines)
    {
        for (var index = 0; index < lines.Count; index++)
        {
            var place = new Place(errors, path, index + 1, 1, lines[index]).Trimmed();
            if (place.Text.Length == 0 || place.Text[0] == '#') continue;
            if (place.Column > 1) Indented(place);
            else Margin(place);
        }

        EndStep();
        if (steps.Count == 0 && !errors.HasErrors) errors.Add(DialogueCodes.NothingHappens, "nothing happens in this dialogue; begin with 'NAME enters'", path);
        return new Dialogue
        {
            Path = path,
            Source = lines,
            Steps = steps,
            People = people.Everybody,
            Password = options.Password,
            Seed = options.Seed,
            Clock = options.Clock,
        };
    }

    private void Margin(Place place)
    {
        margin = true;
        if (options.TryRead(place, late: action is not null || steps.Count > 0)) return;
        if (StepReader.TrySees(place, people.Here, out var who, out var rest)) Sees(place, who, rest);
        else Does(place);
    }

    private void Does(Place place)
    {
        EndStep();
        if (StepReader.Action(place) is not { } next)
        {
            // Already said. What is indented below belongs to nothing, and is passed over.
            margin = false;
            return;
        }

        (action, actionPlace) = (next, place);
        people.Follow(next, place);
        if (next is Says) speech.Add(place.From(place.Text.IndexOf(':', StringComparison.Ordinal) + 1).Trimmed());
    }

    private void Sees(Place place, IReadOnlyList<string> who, Place rest)
    {
        EndSight();
        if (action is null && steps.Count == 0)
        {
            place.Error(DialogueCodes.UnknownPerson, "nobody has entered yet; write 'NAME enters' above");
            margin = false;
            return;
        }

        if (!who.All(name => people.Knows(name, place)) || who.Count == 0)
        {
            if (who.Count == 0) place.Error(DialogueCodes.WhoSees, "nobody is here to see anything; write the name of who sees");
            margin = false;
            return;
        }

        sight = new SightReader(place.Line, who);
        if (rest.Text == "nothing") sight.Add(rest);
        else if (rest.Text.Length > 0) rest.Error(DialogueCodes.UnknownLine, "write what is seen on the next line, indented; only 'nothing' may stand here");
    }

    private void Indented(Place place)
    {
        // A file may be indented as a whole by mistake; without a step above, nothing can be seen.
        if (!margin)
        {
            if (action is null && steps.Count == 0 && !errors.HasErrors)
                place.Error(DialogueCodes.WhoSees, "nothing has happened yet that somebody could see; write 'NAME enters' above, at the margin");
            return;
        }

        if (sight is null && action is Says && place.Text[0] == '|')
        {
            speech.Add(SightReader.ContinuedText(place));
            actionPlace = actionPlace with { Line = place.Line };
        }
        else if (sight is null && action is Says && place.Text[0] == '<' && place.Text[^1] == '>')
        {
            payload = place.Part(1, place.Text.Length - 1).Trimmed();
            actionPlace = actionPlace with { Line = place.Line };
        }
        else if (SightReader.FailureOf(place) is { } failure)
        {
            failures.Add(failure);
        }
        else if ((sight ??= OwnSight(place)) is { } reader)
        {
            reader.Add(place);
        }
    }

    private SightReader? OwnSight(Place place)
    {
        var who = action?.Person ?? (people.Everybody.Count == 1 ? people.Everybody[0] : null);
        if (who is not null) return new SightReader(0, [who]);
        place.Error(DialogueCodes.WhoSees, people.Everybody.Count == 0
            ? "nobody has entered who could see this; write 'NAME enters' above"
            : $"it does not say who sees this; write '{people.Everybody[0]} sees' above it");
        margin = false;
        return null;
    }

    private void EndSight()
    {
        if (sight is not null) sights.Add(sight.Finish());
        sight = null;
    }

    private void EndStep()
    {
        EndSight();
        if (action is { } done)
        {
            if (done is Says says) done = says with { Text = Wording.Speech(speech), Payload = payload is { } place ? PayloadReader.Read(place) : null };
            steps.Add(new Step(speech.Count > 0 ? speech[0].Line : actionPlace.Line, actionPlace.Line, done, [.. sights]) { Failures = [.. failures] });
        }

        sights.Clear();
        failures.Clear();
        speech.Clear();
        (action, payload) = (null, null);
    }
}
