using ScriptChat.Diagnostics;

namespace ScriptChat.Journal;

/// <summary>A journal can't be opened, and why.</summary>
/// <param name="code">What kind of reason.</param>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="path">The folder or file.</param>
/// <param name="inner">What was thrown below; null for nothing.</param>
public sealed class JournalException(DiagnosticCode code, string message, string path, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What kind of reason.</summary>
    public DiagnosticCode Code => code;

    /// <summary>The folder or file that it is about.</summary>
    public string Path => path;

    /// <summary>The same as people are told it.</summary>
    public Diagnostic Diagnostic => new(code, Message, path);
}
