using ScriptChat.Worlds;

namespace ScriptChat.Tasks;

/// <summary>A world of a module, its static functions resolved.</summary>
public sealed class WorldDefinition
{
    /// <summary>The world's name as written in the script.</summary>
    public required string Name { get; init; }

    /// <summary>Makes a conversation's instance. May throw what the script's constructor or <c>generate_world</c> throws.</summary>
    public required Func<WorldContext, ValueTask<WorldInstance>> Create { get; init; }

    /// <summary>Whether somebody may enter; null for everybody.</summary>
    public Func<AgentState, ValueTask<bool>>? Eligibility { get; init; }

    /// <summary>Sets each agent's <see cref="ChatAgent.DisplayId"/>; null for <c>Agent_0</c>, <c>Agent_1</c>, ...</summary>
    public Func<IReadOnlyList<ChatAgent>, ValueTask>? AssignRoles { get; init; }

    /// <summary>When somebody is no longer in the pool; null when the world has none.</summary>
    public Func<AgentState, RemovalReason, ValueTask>? OnRemoved { get; init; }
}
