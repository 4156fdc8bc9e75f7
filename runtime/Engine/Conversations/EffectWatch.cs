using System.Collections.Concurrent;
using ScriptChat.Diagnostics;
using ScriptChat.Engine.Options;

namespace ScriptChat.Engine.Conversations;

/// <summary>Finds side effects that take so long that they may never end: whoever waits for them sees nothing.</summary>
internal sealed class EffectWatch(EngineOptions options)
{
    // Longer than anything takes that people wait for.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<EffectCall, (WorldFaults World, long Since)> underWay = new();

    /// <summary>An effect begins.</summary>
    /// <param name="call">The effect.</param>
    /// <param name="world">The world that asked for it.</param>
    public void Begin(EffectCall call, WorldFaults world) => underWay[call] = (world, options.Time.GetTimestamp());

    /// <summary>An effect has ended.</summary>
    public void End(EffectCall call) => underWay.TryRemove(call, out _);

    /// <summary>Says which ones take long, each once; those of one world together, as they mostly wait for the same.</summary>
    public void Search()
    {
        List<WorldFaults> late = [];
        foreach (var (call, (world, since)) in underWay)
        {
            if (options.Time.GetElapsedTime(since) < Limit) continue;
            if (underWay.TryRemove(call, out _) && !call.IsUnwanted) late.Add(world);
        }

        foreach (var worlds in late.GroupBy(world => world.World))
        {
            var first = worlds.First();
            var others = worlds.Count() is > 1 and var count ? $" So it is in {count - 1} more." : "";
            options.Log.Write(Severity.Warning, WorldCodes.EffectTakesLong, $"{first.Named(WorldCodes.EffectTakesLong.Title)}; {WorldCodes.EffectTakesLong.Advice}.{others}", first.Conversation);
        }
    }
}
