using ScriptChat.Diagnostics;
using ScriptChat.Uploads;

namespace ScriptChat.Services.WebSocket.Limits;

/// <summary>What a <see cref="WebSocketEndpoint"/> runs with.</summary>
public sealed record WebSocketSettings
{
    /// <summary>Origins of pages that may connect beside the runtime's own: <c>https://chat.example.org</c>. Default: none.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>The limits.</summary>
    public WebSocketLimits Limits { get; init; } = new();

    /// <summary>Where files go that people send. Null (the default): payloads are passed on as they are.</summary>
    public UploadDesk? Uploads { get; init; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where refusals go, without what people wrote. Default: nowhere.</summary>
    public IEventLog Log { get; init; } = NoLog.Instance;
}
