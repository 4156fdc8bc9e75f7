using ScriptChat.Diagnostics;

namespace ScriptChat.Engine.Conversations;

/// <summary>A conversation's log, which can be silenced: what is replayed has been said before.</summary>
internal sealed class QuietLog(IEventLog log) : IEventLog
{
    public bool IsQuiet { get; set; }

    /// <summary>The last error that was silenced.</summary>
    public Exception? Silenced { get; private set; }

    public void Write(Severity severity, DiagnosticCode? code, string text, string? subject = null, Exception? error = null)
    {
        if (!IsQuiet) log.Write(severity, code, text, subject, error);
        else Silenced = error ?? Silenced;
    }
}
