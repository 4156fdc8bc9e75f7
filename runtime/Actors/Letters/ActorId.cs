using ScriptChat.Messages;

namespace ScriptChat.Actors.Letters;

/// <summary>An actor's address inside the engine.</summary>
/// <param name="Kind"><c>p</c> a person, <c>q</c> a pool, <c>c</c> a conversation; <c>\0</c> for the world outside.</param>
/// <param name="Name">The id.</param>
public readonly record struct ActorId(char Kind, string Name)
{
    /// <summary>The address of a person.</summary>
    public static implicit operator ActorId(PersonId id) => new('p', id.Value);

    /// <summary>The address of a pool.</summary>
    public static implicit operator ActorId(PoolId id) => new('q', id.Task);

    /// <summary>The address of a conversation.</summary>
    public static implicit operator ActorId(ConversationId id) => new('c', id.Value);

    /// <summary>As it is written in records: <c>p/browser:…</c>.</summary>
    public override string ToString() => $"{Kind}/{Name}";

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static ActorId Parse(string text) => new(text[0], text[2..]);
}
