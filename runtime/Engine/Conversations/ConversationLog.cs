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
