using System.Collections.Concurrent;
using ScriptChat.Diagnostics;
using ScriptChat.Scripting.Traces;

namespace ScriptChat.Host.Testing;

/// <summary>What the engine says while one dialogue is played: kept, to be shown with that dialogue. That a world failed makes a difference
/// of its own; here stand the script's lines that it came from.</summary>
internal sealed class PlayLog : IEventLog
{
    private readonly ConcurrentQueue<string> lines = new();

    /// <summary>Warnings and errors in their order, each with the script's lines that it came from.</summary>
    public IEnumerable<string> Lines => lines;

    public void Write(Severity severity, DiagnosticCode? code, string text, string? subject = null, Exception? error = null)
    {
        if (severity < Severity.Warning) return;
        lines.Enqueue($"{(severity == Severity.Error ? "error" : "warning")}{(code is null ? "" : $" {code.Id}")}: {text}");
        if (error is null) return;
        var trace = ScriptTrace.Of(error).Count > 0 ? ScriptTrace.Describe(error) : error.ToString();
        foreach (var line in trace.Split('\n')) lines.Enqueue($"  {line.TrimEnd()}");
    }
}
