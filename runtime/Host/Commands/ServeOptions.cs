using ScriptChat.Diagnostics;
using ScriptChat.Services.Web;

namespace ScriptChat.Host.Commands;

/// <summary>What <c>runtime --task</c> was asked for.</summary>
internal sealed record ServeOptions
{
    public required string Task { get; init; }

    public IReadOnlyList<string> Services { get; init; } = ["browser", "websocket"];

    public string Host { get; init; } = "localhost";

    public int Port { get; init; } = WebOptions.DefaultPort;

    public bool Watch { get; init; } = true;

    public string? Data { get; init; }

    /// <summary>Whether what happens is kept, so that conversations outlive the process.</summary>
    public bool Journal { get; init; } = true;

    public string? Password { get; init; }

    public bool Debug { get; init; }

    public Severity LogLevel { get; init; } = Severity.Warning;

    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Messages a second of one connection; 0 for any number and any number of connections; null for the services' default.</summary>
    public double? RateLimit { get; init; }

    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    public bool ServesWeb => Services.Any(name => name is "browser" or "websocket");
}
