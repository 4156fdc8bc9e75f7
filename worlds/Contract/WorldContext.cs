namespace ScriptChat.Worlds;

/// <summary>What a world is given. Its members are exactly the globals of a script that is a world by itself.</summary>
public sealed class WorldContext
{
    /// <summary>The world's agents in the order of their places; never empty.</summary>
    public required IReadOnlyList<ChatAgent> Agents { get; init; }

    /// <summary>The first agent: in an overworld, an onboard world or a world for one, the person.</summary>
    public ChatAgent Agent => Agents[0];

    /// <summary>The conversation: its time, chance, side effects and more.</summary>
    public required ConversationContext Context { get; init; }

    /// <summary>The models of <c>[opt.models]</c>, by name.</summary>
    public required ModelCatalog Models { get; init; }

    /// <summary>The task's <c>[opt]</c>, without its password.</summary>
    public required ReadOnlyData Opt { get; init; }

    /// <summary>Writes lines to the service's log under this conversation's id. Never put there what people wrote.</summary>
    public required IWorldLog Log { get; init; }
}
