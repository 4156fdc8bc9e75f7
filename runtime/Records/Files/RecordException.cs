using ScriptChat.Diagnostics;

namespace ScriptChat.Records.Files;

/// <summary>Something can't be done with records, and why.</summary>
/// <param name="code">What kind of reason.</param>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="path">The file or folder; null for none.</param>
/// <param name="inner">What was thrown below; null for nothing.</param>
public sealed class RecordException(DiagnosticCode code, string message, string? path = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What kind of reason.</summary>
    public DiagnosticCode Code => code;

    /// <summary>The file or folder that it is about; null for none.</summary>
    public string? Path => path;

    /// <summary>The same as people are told it.</summary>
    public Diagnostic Diagnostic => new(code, Message, path);
}
