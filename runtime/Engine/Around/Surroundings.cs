using ScriptChat.Actors;
using ScriptChat.Diagnostics;
using ScriptChat.Engine.Options;
using ScriptChat.Tasks;

namespace ScriptChat.Engine.Around;

/// <summary>What actors find around them: the host's options, ids, the runner of side effects. Nothing here is an actor.</summary>
internal sealed record Surroundings(EngineOptions Options, Ids Ids, EffectRunner Effects)
{
    public IEventLog Log => Options.Log;

    public WorldModule? Module => Options.Catalog.Current;
}
