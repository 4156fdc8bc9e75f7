using System.Collections.Concurrent;
using ScriptChat.Diagnostics;

namespace ScriptChat.Services.Tests.Contract;

/// <summary>A log that tests read.</summary>
internal sealed class RecordedLog : IEventLog
{
    private readonly ConcurrentQueue<(DiagnosticCode? Code, string Line)> lines = new();

    /// <summary>Every line, whole.</summary>
    public IEnumerable<string> Lines => lines.Select(item => item.Line);

    /// <summary>The codes of the lines.</summary>
    public IEnumerable<DiagnosticCode?> Codes => lines.Select(item => item.Code);

    public void Write(Severity severity, DiagnosticCode? code, string text, string? subject = null, Exception? error = null) =>
        lines.Enqueue((code, $"{severity} {code} {subject}: {text} {error}"));
}
