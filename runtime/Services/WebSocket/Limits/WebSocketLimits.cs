namespace ScriptChat.Services.WebSocket.Limits;

/// <summary>What one client, one address and all of them together may ask of a service. Each has its test.</summary>
public sealed record WebSocketLimits
{
    /// <summary>The largest message from a client in bytes, all its WebSocket frames together. A larger one closes with 1009. Default: 64 KB.</summary>
    public int FrameBytes { get; init; } = 64 * 1024;

    /// <summary>Messages a second that a connection may send on average; 0 for any number. Acknowledgements, read marks and
    /// typing count a quarter. What is more is refused with SC4018. Default: 20.</summary>
    public double MessagesPerSecond { get; init; } = 20;

    /// <summary>Messages that a connection may send at once after a silence. Default: 60.</summary>
    public double Burst { get; init; } = 60;

    /// <summary>Frames refused in a row for coming too fast after which the connection is closed with 1008. Default: 100.</summary>
    public int Strikes { get; init; } = 100;

    /// <summary>Connections in all; 0 for any number. More are answered with HTTP 503. Default: 20,000.</summary>
    public int Connections { get; init; } = 20_000;

    /// <summary>Connections of one address (of one /64 in IPv6); 0 for any number. More are answered with HTTP 429. Default: 1,000: a
    /// school or a company comes from one address, and after a lost line for a moment twice.</summary>
    public int ConnectionsPerAddress { get; init; } = 1000;

    /// <summary>Whether the limit by address counts this machine's own too. False by default: behind a proxy on the same
    /// machine everybody has its address.</summary>
    public bool CountLoopback { get; init; }

    /// <summary>How often an otherwise quiet connection is pinged. Default: 30 seconds.</summary>
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a ping may go unanswered before the connection counts as dead. Default: 30 seconds.</summary>
    public TimeSpan PongWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a client may send nothing at all (answers to pings do not count) before it is closed with 4003. Default: one hour.</summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a client of <c>scriptchat.v1</c> may take to say hello before it is closed with 4002. Default: 10 seconds.</summary>
    public TimeSpan HelloWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a client may take to answer a close, or to read what was sent before it, before it is cut off. Default: 5 seconds.</summary>
    public TimeSpan CloseWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Frames that may wait for a client that does not read. One more closes with 1013. Default: 4,096.</summary>
    public int OutgoingFrames { get; init; } = 4096;

    /// <summary>Bytes that may wait for a client that does not read. More closes with 1013. Default: 768 KB.</summary>
    public int OutgoingBytes { get; init; } = 768 * 1024;

    /// <summary>No limit on rate and connections, for load tests.</summary>
    public WebSocketLimits Unmetered() => this with { MessagesPerSecond = 0, Connections = 0, ConnectionsPerAddress = 0 };
}
