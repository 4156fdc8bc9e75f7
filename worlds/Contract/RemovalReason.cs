namespace ScriptChat.Worlds;

/// <summary>Why a person is no longer in the pool, as a task world's <c>on_removed(AgentState, RemovalReason)</c> is told.</summary>
public enum RemovalReason
{
    /// <summary>A conversation began with them.</summary>
    Matched,

    /// <summary>They waited longer than the task's <c>timeout</c>.</summary>
    TimedOut,

    /// <summary>They said EXIT while waiting.</summary>
    Exited,

    /// <summary>They left or were away too long.</summary>
    Left,

    /// <summary>The task went away or takes no more conversations.</summary>
    TaskClosed,
}
