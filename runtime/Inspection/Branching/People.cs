using ScriptChat.Actors.Letters;
using ScriptChat.Messages;

namespace ScriptChat.Inspection.Branching;

/// <summary>Others in the places of the people of a conversation.</summary>
/// <param name="others">Who, by whose place they take.</param>
internal sealed class People(IReadOnlyDictionary<PersonId, PersonId> others)
{
    /// <summary>An event as it happened to them.</summary>
    public Letter In(Letter letter) => letter switch
    {
        Begin begin => begin with { Agents = [.. begin.Agents.Select(In)] },
        Spoke spoke => spoke with { Person = In(spoke.Person) },
        LeftWorld left => left with { Person = In(left.Person) },
        PresenceInWorld presence => presence with { Person = In(presence.Person) },
        HasReceived received => received with { Person = In(received.Person) },
        _ => letter,
    };

    /// <summary>Who takes part, as they do.</summary>
    public RolesAssigned? In(RolesAssigned? roles) => roles is null ? null : roles with { Kept = [.. roles.Kept.Select(In)], Dropped = [.. roles.Dropped.Select(In)] };

    private AgentSeed In(AgentSeed seed) => seed with { Person = In(seed.Person) };

    private PersonId In(PersonId person) => others.GetValueOrDefault(person, person);
}
