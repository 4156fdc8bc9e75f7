using ScriptChat.Diagnostics;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Conversations;

/// <summary>A world's lines in the service's log.</summary>
internal sealed class ConversationLog(IEventLog log, string conversation) : IWorldLog
{
    public void Info(string line) => log.Write(Severity.Info, null, line, conversation);

    public void Warn(string line) => log.Write(Severity.Warning, null, line, conversation);

    public void Error(string line) => log.Write(Severity.Error, null, line, conversation);
}

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
