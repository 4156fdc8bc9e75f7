using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Format;

namespace ScriptChat.Dialogues.Reading;

/// <summary>Follows who is here as far as the file says, to find steps that can't be taken. Whom a world sends out, only the
/// play can know.</summary>
internal sealed class PeopleTracker
{
    private enum State
    {
        Here,
        Away,
        Out,
    }

    private readonly Dictionary<string, State> states = new(StringComparer.Ordinal);
    private readonly HashSet<string> plain = new(StringComparer.Ordinal);
    private readonly List<string> order = [];

    /// <summary>Everybody who ever entered, in order.</summary>
    public IReadOnlyList<string> Everybody => order;

    /// <summary>Everybody who is here.</summary>
    public IReadOnlyList<string> Here => [.. order.Where(name => states[name] == State.Here)];

    /// <summary>Checks that somebody is known.</summary>
    /// <param name="name">Who.</param>
    /// <param name="place">Where they are named.</param>
    public bool Knows(string name, Place place)
    {
        if (states.ContainsKey(name)) return true;
        var offset = Math.Max(place.Text.IndexOf(name, StringComparison.Ordinal), 0);
        var like = order.Find(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
        place.Error(
            DialogueCodes.UnknownPerson,
            like is null ? $"{name} has not entered; write '{name} enters' above" : $"{name} has not entered, {like} has; mend the name, or write '{name} enters' above",
            offset);
        return false;
    }

    /// <summary>Follows an action and says so if it can't be.</summary>
    /// <param name="action">The action.</param>
    /// <param name="place">The line.</param>
    public void Follow(StepAction action, Place place)
    {
        if (action.Person is not { } name) return;
        if (action is Enters enters)
        {
            Enter(name, enters.Plain, place);
            return;
        }

        if (!Knows(name, place))
        {
            // Said once; what follows is read as if they had entered.
            states[name] = State.Here;
            order.Add(name);
        }

        var state = states[name];
        var wrong = (action, state) switch
        {
            (_, State.Out) => $"{name} has left; write '{name} enters' first",
            (ComesBack or Refreshes, _) when plain.Contains(name) => $"{name} entered plainly and has nothing to come back by; write '{name} enters'",
            (ComesBack, State.Here) => $"{name} is not away; write '{name} is away' first",
            (ComesBack, _) => null,
            (GoesAway, State.Away) => $"{name} is away already; take the line out",
            (_, State.Away) => $"{name} is away; write '{name} is back' first",
            _ => null,
        };
        if (wrong is not null) place.Error(DialogueCodes.Impossible, wrong);
        states[name] = action switch
        {
            GoesOut => State.Out,
            GoesAway => plain.Contains(name) ? State.Out : State.Away,
            _ => State.Here,
        };
    }

    private void Enter(string name, bool plainly, Place place)
    {
        if (!states.TryGetValue(name, out var before)) order.Add(name);
        else if (before == State.Away) place.Error(DialogueCodes.Impossible, $"{name} is away; write '{name} is back' instead");
        states[name] = State.Here;
        if (plainly) plain.Add(name);
        else plain.Remove(name);
    }
}
