namespace ScriptChat.Diagnostics;

/// <summary>How bad it is.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Info,

    /// <summary>Works, but not as somebody may expect.</summary>
    Warning,

    /// <summary>Does not work.</summary>
    Error,
}
