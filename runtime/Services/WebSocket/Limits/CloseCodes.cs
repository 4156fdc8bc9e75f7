namespace ScriptChat.Services.WebSocket.Limits;

/// <summary>The close codes that clients see. Part of the protocol.</summary>
public static class CloseCodes
{
    /// <summary>The journey is over, or the client closed.</summary>
    public const int Normal = 1000;

    /// <summary>The service stops; come back later.</summary>
    public const int ShuttingDown = 1001;

    /// <summary>A frame is not UTF-8. Sent by the WebSocket layer.</summary>
    public const int NotUtf8 = 1007;

    /// <summary>Too many frames were refused in a row.</summary>
    public const int Policy = 1008;

    /// <summary>A frame is too large.</summary>
    public const int TooLarge = 1009;

    /// <summary>The service failed.</summary>
    public const int Failed = 1011;

    /// <summary>The client reads too slowly.</summary>
    public const int SlowReader = 1013;

    /// <summary>Another connection took the seat; do not reconnect by yourself.</summary>
    public const int Replaced = 4001;

    /// <summary>No hello in time.</summary>
    public const int NoHello = 4002;

    /// <summary>No frame for too long.</summary>
    public const int Idle = 4003;
}
