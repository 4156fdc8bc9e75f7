using ScriptChat.Diagnostics;

namespace ScriptChat.Dialogues.Tests.Crashes;

/// <summary>Keeps what the engine says.</summary>
internal sealed class CrashLog : IEventLog
{
    private readonly Lock gate = new();
    private readonly List<string> lines = [];

    /// <summary>All lines, without the causes.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (gate) return [.. lines];
        }
    }

    public void Write(Severity severity, DiagnosticCode? code, string text, string? subject = null, Exception? error = null)
    {
        lock (gate) lines.Add($"{severity} {code?.Id}: {text} {error?.GetType().Name}");
    }
}
