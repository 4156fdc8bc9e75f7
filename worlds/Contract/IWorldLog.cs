namespace ScriptChat.Worlds;

/// <summary>A world's lines in the service's log. Never put there what people wrote.</summary>
public interface IWorldLog
{
    /// <summary>Something worth knowing.</summary>
    /// <param name="line">The line.</param>
    void Info(string line);

    /// <summary>Something odd that the world could live with.</summary>
    /// <param name="line">The line.</param>
    void Warn(string line);

    /// <summary>Something that went wrong.</summary>
    /// <param name="line">The line.</param>
    void Error(string line);
}
