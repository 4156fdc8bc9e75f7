namespace ScriptChat.Worlds;

/// <summary>A snapshot of what is known of a person outside any one world, as <c>eligibility</c> and <c>on_removed</c> get it.</summary>
public sealed class AgentState
{
    /// <summary>The person, by an id that is the same in every world and says nothing of who they are.</summary>
    public required string PersonId { get; init; }

    /// <summary>The service through which they came: <c>"browser"</c>, <c>"terminal"</c>, <c>"websocket"</c>.</summary>
    public required string Service { get; init; }

    /// <summary>What worlds have put in <see cref="ChatAgent.Data"/> so far.</summary>
    public required ReadOnlyData Data { get; init; }

    /// <summary>What the onboard world gave as its <c>data</c>.</summary>
    public required ReadOnlyData OnboardData { get; init; }

    /// <summary>What worlds have stored of the person for good.</summary>
    public required ReadOnlyData StoredData { get; init; }

    /// <summary>How long the person has waited in the pool; zero outside one.</summary>
    public TimeSpan TimeInPool { get; init; }

    /// <summary>The world whose agent the person's words go to now; null while they wait.</summary>
    public string? ActiveWorld { get; init; }
}
