using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Conversations;

/// <summary>Says what went wrong in a world, to its author.</summary>
internal sealed class WorldFaults(IEventLog log, ConversationId conversation)
{
    private bool awaitedForeign;

    /// <summary>The conversation's id.</summary>
    public string Conversation => conversation.Value;

    /// <summary>What the world is called; null before it is known.</summary>
    public string? World { get; set; }

    /// <summary>A world threw.</summary>
    public void Failed(Exception error)
    {
        var code = error switch
        {
            WorldRunawayException => WorldCodes.WorldRanAway,
            WorldSpinsException => WorldCodes.WorldSpins,
            _ => WorldCodes.WorldFailed,
        };
        // Where it spins, the trace would only have the runtime's own lines.
        Say(Severity.Error, code, code.Title, error is WorldSpinsException ? null : error);
    }

    /// <summary><c>assign_roles</c> threw.</summary>
    public void RolesFailed(Exception error) => Say(Severity.Error, WorldCodes.RolesFailed, "assign_roles failed", error);

    /// <summary>A function threw that the world's end does not depend on.</summary>
    public void HookFailed(string function, Exception error) =>
        Say(Severity.Warning, WorldCodes.HookFailed, $"{function} failed", error);

    /// <summary>The configured world is not in the module.</summary>
    public void WorldIsGone(string world) => log.Write(Severity.Error, WorldCodes.UnknownTask, $"The world '{world}' is gone.", conversation.Value);

    /// <summary>The world awaited something that is not recorded; said once.</summary>
    public void AwaitedForeign()
    {
        if (awaitedForeign) return;
        awaitedForeign = true;
        Say(Severity.Warning, WorldCodes.WorldAwaitsForeign, WorldCodes.WorldAwaitsForeign.Title, null);
    }

    /// <summary>What happened, and in which world.</summary>
    public string Named(string what) => World is null ? what : $"{what} ({World})";

    private void Say(Severity severity, DiagnosticCode code, string what, Exception? error) =>
        log.Write(severity, code, $"{Named(what)}; {code.Advice}.", Conversation, error);
}
