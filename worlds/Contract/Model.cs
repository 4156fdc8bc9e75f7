namespace ScriptChat.Worlds;

/// <summary>A model that worlds may talk with. It is loaded once; each agent made of it has a history of its own.</summary>
public abstract class Model
{
    /// <summary>Its name under <c>[opt.models]</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Its settings as configured, as ParlAI's <c>model_info</c>.</summary>
    public abstract ReadOnlyData Info { get; }

    /// <summary>Makes an agent of the model, with an empty history.</summary>
    /// <param name="id">The speaker's name in what the agent says; null for the model's name.</param>
    public abstract ModelAgent CreateAgent(string? id = null);
}
