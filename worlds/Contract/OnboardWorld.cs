using System.Text.Json.Nodes;

namespace ScriptChat.Worlds;

/// <summary>A world that one person passes before the task; what it leaves in <see cref="Data"/> becomes the agent's
/// <see cref="ChatAgent.OnboardData"/>. Set <see cref="Done"/> at its end.</summary>
/// <param name="context">What the world is given.</param>
public abstract class OnboardWorld(WorldContext context) : World(context)
{
    /// <summary>What is known of the person at the end. Empty at the start.</summary>
    public JsonObject Data { get; } = [];

    /// <summary>Whether the onboarding is over; false at the start.</summary>
    protected bool Done { get; set; }

    /// <inheritdoc />
    public override bool EpisodeDone() => Done;
}
