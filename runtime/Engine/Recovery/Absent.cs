using ScriptChat.Actors;
using ScriptChat.Actors.Letters;

namespace ScriptChat.Engine.Recovery;

/// <summary>Keeps the place of a conversation that has not been rebuilt yet.</summary>
internal sealed class Absent(ActorId id) : Actor(id)
{
    public override void Handle(Letter letter, Step step) => throw new InvalidOperationException($"{Id} has not been rebuilt.");
}
