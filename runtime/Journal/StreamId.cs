namespace ScriptChat.Journal;

/// <summary>One ordered stream of records: an actor's.</summary>
/// <param name="Kind"><c>'p'</c> a person, <c>'q'</c> a pool, <c>'c'</c> a conversation.</param>
/// <param name="Name">The actor's id.</param>
public readonly record struct StreamId(char Kind, string Name)
{
    /// <inheritdoc />
    public override string ToString() => $"{Kind}/{Name}";
}
