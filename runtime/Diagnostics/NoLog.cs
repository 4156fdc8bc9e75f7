namespace ScriptChat.Diagnostics;

/// <summary>A log that nobody reads.</summary>
public sealed class NoLog : IEventLog
{
    /// <summary>The one there is.</summary>
    public static NoLog Instance { get; } = new();

    /// <inheritdoc />
    public void Write(Severity severity, DiagnosticCode? code, string text, string? subject = null, Exception? error = null)
    {
    }
}
