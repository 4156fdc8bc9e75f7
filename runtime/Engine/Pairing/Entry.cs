using ScriptChat.Actors.Letters;

namespace ScriptChat.Engine.Pairing;

/// <summary>Somebody in line.</summary>
internal sealed class Entry(long number, AgentSeed agent, TimeSpan since, bool? eligible)
{
    /// <summary>The number of this wait among the person's waits.</summary>
    public long Number => number;

    public AgentSeed Agent => agent;

    /// <summary>Since when they wait, on the service's running time.</summary>
    public TimeSpan Since => since;

    public bool IsHere { get; set; } = agent.Here;

    public bool? Eligible { get; set; } = eligible;

    /// <summary>The match that they are reserved for.</summary>
    public Match? Match { get; set; }

    /// <summary>The place in line that the person was told of last; 0 for none.</summary>
    public int ToldPlace { get; set; }

    public long Notice { get; set; }

    public long Timeout { get; set; }

    public long Grace { get; set; }

    /// <summary>The time was up while they were reserved.</summary>
    public bool Expired { get; set; }

    /// <summary>The person is gone for good, but the match they agreed to was begun.</summary>
    public bool Gone { get; set; }

    public bool IsFree => IsHere && Eligible == true && Match is null;
}
