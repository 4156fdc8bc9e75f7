namespace ScriptChat.Worlds;

/// <summary>An agent that a world waits for has left. Uncaught, it ends the world normally: partners are told and go on their way.</summary>
public sealed class AgentLeftException : Exception
{
    /// <summary>Says who left.</summary>
    /// <param name="agent">The agent that left.</param>
    public AgentLeftException(ChatAgent agent)
        : base($"{agent?.DisplayId ?? "The agent"} has left.") => Agent = agent!;

    /// <summary>The agent that left.</summary>
    public ChatAgent Agent { get; }
}
