namespace ScriptChat.Worlds;

/// <summary>What a model is asked to answer.</summary>
public sealed class ModelRequest
{
    /// <summary>What was observed and said so far, oldest first.</summary>
    public required IReadOnlyList<Message> History { get; init; }

    /// <summary>The speaker's name of the agent that is to answer; its own earlier words in the history bear it.</summary>
    public required string Id { get; init; }

    /// <summary>The words of the newest message in the history; empty when there is none.</summary>
    public string Text => History.Count == 0 ? "" : History[^1].Text;

    /// <summary>Chance to draw from; repeatable.</summary>
    public required Random Random { get; init; }

    /// <summary>The model's settings as configured.</summary>
    public required ReadOnlyData Info { get; init; }
}
