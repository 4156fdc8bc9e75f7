using ScriptChat.Messages;

namespace ScriptChat.Actors.Letters;

/// <summary>An actor's address inside the engine.</summary>
/// <param name="Kind"><c>p</c> a person, <c>q</c> a pool, <c>c</c> a conversation; <c>\0</c> for the world outside.</param>
/// <param name="Name">The id.</param>
public readonly record struct ActorId(char Kind, string Name)
{
    public static implicit operator ActorId(PersonId id) => new('p', id.Value);

    public static implicit operator ActorId(PoolId id) => new('q', id.Task);

    public static implicit operator ActorId(ConversationId id) => new('c', id.Value);

    public override string ToString() => $"{Kind}/{Name}";

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static ActorId Parse(string text) => new(text[0], text[2..]);
}
