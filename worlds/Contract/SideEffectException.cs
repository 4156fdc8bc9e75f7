namespace ScriptChat.Worlds;

/// <summary>The work of a side effect or of a model failed. Recorded, so that it fails the same way again.</summary>
public sealed class SideEffectException : Exception
{
    /// <summary>Says what failed and how.</summary>
    /// <param name="name">The name of the effect.</param>
    /// <param name="kind">The type name of the exception that the work threw.</param>
    /// <param name="message">Its message.</param>
    public SideEffectException(string name, string kind, string message)
        : base($"{name}: {message}")
    {
        Name = name;
        Kind = kind;
    }

    /// <summary>The name of the effect.</summary>
    public string Name { get; }

    /// <summary>The type name of the exception that the work threw.</summary>
    public string Kind { get; }
}
