using ScriptChat.Diagnostics;

namespace ScriptChat.Engine.Replaying;

/// <summary>A conversation can't be played again, and why.</summary>
/// <param name="code">What kind of reason.</param>
/// <param name="message">What is wrong and what to do.</param>
public sealed class ReplayException(DiagnosticCode code, string message) : Exception(message)
{
    /// <summary>What kind of reason.</summary>
    public DiagnosticCode Code => code;

    /// <summary>The same as people are told it.</summary>
    public Diagnostic Diagnostic => new(code, Message);
}
