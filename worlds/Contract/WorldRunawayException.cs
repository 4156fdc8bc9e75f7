namespace ScriptChat.Worlds;

/// <summary>A script ran too long without giving control back, and was stopped where the stack trace says.</summary>
public sealed class WorldRunawayException : Exception
{
    /// <summary>Says so.</summary>
    public WorldRunawayException()
        : base("The world ran too long without waiting for anything, and was stopped.")
    {
    }
}
