using System.Text.Json.Nodes;
using ScriptChat.Worlds;

namespace ScriptChat.Tasks;

/// <summary>One conversation's own instance of a world, its functions resolved. Called on the conversation's thread only.</summary>
public sealed class WorldInstance
{
    /// <summary>The script's own object, for whoever shows the author its variables; null when there is none to look at.</summary>
    public object? Target { get; init; }

    /// <summary>One step. An overworld's choice is the result of the task, where that is a <see cref="Task{T}"/> of a string; null for none yet.</summary>
    public required Func<Task> Parley { get; init; }

    /// <summary>Whether the conversation is over.</summary>
    public required Func<ValueTask<bool>> EpisodeDone { get; init; }

    /// <summary>At the end, however it came; null when the world has none.</summary>
    public Func<Task>? Shutdown { get; init; }

    /// <summary>What the world leaves behind (an onboard world's <c>data</c>) as JSON; null when the world has none.</summary>
    public Func<ValueTask<JsonObject?>>? Data { get; init; }

    /// <summary>When an agent has left; null when the world has none.</summary>
    public Func<ChatAgent, Task>? OnLeave { get; init; }

    /// <summary>When a client says that it has what an agent was shown; null when the world has none.</summary>
    public Func<ChatAgent, Message, Task>? OnDelivered { get; init; }
}
