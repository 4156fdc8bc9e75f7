using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Format;

namespace ScriptChat.Dialogues.Reading;

/// <summary>Reads a line at the margin: what is done, or who sees.</summary>
internal static class StepReader
{
    private const string Verbs = "enters, enters plainly, leaves, is away, is back, refreshes, reads, starts writing, stops writing, sees";

    /// <summary>Reads what is done.</summary>
    /// <param name="place">The line.</param>
    /// <returns>The action, or null after saying what is wrong.</returns>
    public static StepAction? Action(Place place) => place.Text switch
    {
        "the worlds are ready" => new WorldsReady(Ready: true),
        "the worlds are not ready" => new WorldsReady(Ready: false),
        "the service stops" => new ServiceStops(TimeSpan.Zero),
        var text when text.StartsWith("the service stops in ", StringComparison.Ordinal) => Stops(place),
        var text when Duration.StartsLikeOne(text) => Passes(place),
        _ => Acts(place),
    };

    /// <summary>Who sees, if that is what a line says.</summary>
    /// <param name="place">The line.</param>
    /// <param name="here">Everybody who is here.</param>
    /// <param name="people">The people.</param>
    /// <param name="rest">What stands after the verb.</param>
    public static bool TrySees(Place place, IReadOnlyList<string> here, out IReadOnlyList<string> people, out Place rest)
    {
        people = [];
        rest = place;
        var words = place.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var verb = Array.FindIndex(words, word => word is "sees" or "see");
        if (verb < 1) return false;
        string[] names = [.. words[..verb].SelectMany(word => word.Split(',', StringSplitOptions.RemoveEmptyEntries)).Where(word => word != "and")];
        if (names.Length == 0 || !names.All(name => Reserved.IsName(name) || Reserved.MeansAll(name))) return false;
        people = [.. names.SelectMany(name => Reserved.MeansAll(name) ? here : [name]).Distinct(StringComparer.Ordinal)];
        var after = place.Text.IndexOf($" {words[verb]}", StringComparison.Ordinal) + words[verb].Length + 1;
        rest = place.From(after).Trimmed();
        return true;
    }

    private static ServiceStops? Stops(Place place)
    {
        const string words = "the service stops in ";
        if (Duration.TryParse(place.Text.AsSpan(words.Length), out var grace)) return new ServiceStops(grace);
        BadDuration(place.From(words.Length));
        return null;
    }

    private static TimePasses? Passes(Place place)
    {
        var end = place.Text.LastIndexOf(' ');
        if (end > 0 && place.Text[(end + 1)..] is "pass" or "passes")
        {
            if (Duration.TryParse(place.Text.AsSpan(0, end), out var time)) return new TimePasses(time);
            BadDuration(place.Part(0, end));
            return null;
        }

        place.Error(DialogueCodes.UnknownLine, "a line that begins with a number says how much time passes; write it as '30 s pass'");
        return null;
    }

    private static void BadDuration(Place place) =>
        place.Error(DialogueCodes.BadDuration, $"'{place.Text}' is not a span of time; write a number and ms, s, min, h or days (up to 40 days)");

    private static StepAction? Acts(Place place)
    {
        var end = place.Text.AsSpan().IndexOfAny(' ', ':');
        var name = end < 0 ? place.Text : place.Text[..end];
        if (!Reserved.IsName(name))
        {
            place.Error(DialogueCodes.UnknownLine, "this line is not understood; a step begins with a person's name, a span of time or 'the'");
            return null;
        }

        if (end >= 0 && place.Text[end] == ':') return new Says(name, "");
        switch (end < 0 ? "" : string.Join(' ', place.Text[end..].Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            case "enters": return new Enters(name, Plain: false);
            case "enters plainly": return new Enters(name, Plain: true);
            case "leaves": return new GoesOut(name);
            case "is away": return new GoesAway(name);
            case "is back": return new ComesBack(name);
            case "refreshes": return new Refreshes(name);
            case "reads": return new ReadsAll(name);
            case "starts writing": return new Writes(name, On: true);
            case "stops writing": return new Writes(name, On: false);
            case var verb:
                place.From(Math.Max(end, 0)).Trimmed().Error(
                    DialogueCodes.UnknownLine, $"'{verb}' is not something that {name} can do; write '{name}: WORDS' to speak, or one of: {Verbs}");
                return null;
        }
    }
}
