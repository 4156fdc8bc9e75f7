namespace ScriptChat.Diagnostics;

/// <summary>Where the runtime says what happens, for its operator. Carries ids, never what people wrote.</summary>
public interface IEventLog
{
    /// <summary>Writes one line. Called from any thread; returns soon.</summary>
    /// <param name="severity">How bad it is.</param>
    /// <param name="code">The code, or null for plain progress.</param>
    /// <param name="text">What happened.</param>
    /// <param name="subject">The conversation, person or connection that it is about; null for none.</param>
    /// <param name="error">The exception whose trace belongs to it; null for none.</param>
    void Write(Severity severity, DiagnosticCode? code, string text, string? subject = null, Exception? error = null);
}
