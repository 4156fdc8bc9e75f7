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

    /// <summary>Makes HTML of a message's text, which clients of <c>scriptchat.v1</c> get beside it; null for a text that is best shown as it
    /// is. Called on the thread that delivers, so it has to be quick; must not throw. Default: null, no HTML.</summary>
    public Func<string, string?>? Markup { get; init; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where refusals go, without what people wrote. Default: nowhere.</summary>
    public IEventLog Log { get; init; } = NoLog.Instance;
}
