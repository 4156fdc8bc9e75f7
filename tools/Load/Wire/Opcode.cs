namespace ScriptChat.Tools.Load.Wire;

/// <summary>What a WebSocket frame is (RFC 6455, 5.2).</summary>
internal enum Opcode
{
    /// <summary>More of the message before it.</summary>
    Continuation = 0,

    /// <summary>UTF-8 text.</summary>
    Text = 1,

    /// <summary>Bytes.</summary>
    Binary = 2,

    /// <summary>The end.</summary>
    Close = 8,

    /// <summary>Wants a pong.</summary>
    Ping = 9,

    /// <summary>Answers a ping.</summary>
    Pong = 10,
}
