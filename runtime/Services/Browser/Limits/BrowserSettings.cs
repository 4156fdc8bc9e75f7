using ScriptChat.Diagnostics;
using ScriptChat.Services.WebSocket.Limits;
using ScriptChat.Uploads;

namespace ScriptChat.Services.Browser.Limits;

/// <summary>What a <see cref="BrowserService"/> runs with.</summary>
public sealed record BrowserSettings
{
    /// <summary>What the page is called, as text: the task's name. A name like <c>overworld_demo</c> is shown as <c>Overworld demo</c>.</summary>
    public string Title { get; init; } = "Chat";

    /// <summary>Origins of pages that may use the service beside the runtime's own, and may have the page in a
    /// frame: <c>https://chat.example.org</c>. Default: none.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Where files go that people send. Null (the default): payloads are passed on as they are.</summary>
    public UploadDesk? Uploads { get; init; }

    /// <summary>What the page has beside the chat; null (the default) for nothing.</summary>
    public PageAddition? Addition { get; init; }

    /// <summary>The limits of the page's connections.</summary>
    public WebSocketLimits Limits { get; init; } = new();

    /// <summary>What programs that use <c>POST /interact</c> may ask.</summary>
    public VisitorLimits Visitors { get; init; } = new();

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where refusals go, without what people wrote. Default: nowhere.</summary>
    public IEventLog Log { get; init; } = NoLog.Instance;
}
