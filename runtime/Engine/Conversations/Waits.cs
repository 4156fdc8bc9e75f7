namespace ScriptChat.Engine.Conversations;

/// <summary>What a world waits for, in short.</summary>
/// <param name="Agents">The places of the agents that are waited for, a bit each.</param>
/// <param name="Timers">How many timers run.</param>
/// <param name="Effects">How many side effects are under way.</param>
internal readonly record struct Waits(ulong Agents, int Timers, int Effects)
{
    public static Waits Of(IReadOnlyList<PersonAgent> agents, int timers, int effects)
    {
        var mask = 0UL;
        for (var index = 0; index < agents.Count; index++)
        {
            if (agents[index].IsWaitedFor) mask |= 1UL << (index % 64);
        }

        return new Waits(mask, timers, effects);
    }

    public override string ToString() => FormattableString.Invariant($"{Agents:x}/{Timers}/{Effects}");

    /// <summary>In words.</summary>
    public string InWords()
    {
        List<string> parts = [];
        for (var index = 0; index < 64; index++)
        {
            if ((Agents & (1UL << index)) != 0) parts.Add($"agent {index}");
        }

        if (Timers > 0) parts.Add($"{Timers} timer{(Timers == 1 ? "" : "s")}");
        if (Effects > 0) parts.Add($"{Effects} side effect{(Effects == 1 ? "" : "s")}");
        return parts.Count == 0 ? "nothing" : string.Join(", ", parts);
    }
}
