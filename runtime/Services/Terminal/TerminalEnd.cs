namespace ScriptChat.Services.Terminal;

/// <summary>How a chat in a terminal ended.</summary>
public enum TerminalEnd
{
    /// <summary>The journey is over: the person chose to exit.</summary>
    Ended,

    /// <summary>The person left: Ctrl-C, or the end of the input.</summary>
    Left,

    /// <summary>The service stopped.</summary>
    ShuttingDown,

    /// <summary>The conversation goes on at another connection.</summary>
    Replaced,

    /// <summary>There was no conversation: see the error.</summary>
    Failed,
}
