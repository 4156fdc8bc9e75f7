namespace ScriptChat.Worlds;

/// <summary>The models of the task's <c>[opt.models]</c>, by name.</summary>
public abstract class ModelCatalog
{
    /// <summary>The names, in the order of the configuration.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>The model called <paramref name="name"/>.</summary>
    /// <param name="name">A name under <c>[opt.models]</c>.</param>
    /// <exception cref="KeyNotFoundException">There is none of that name; the message lists those there are.</exception>
    public abstract Model this[string name] { get; }
}
