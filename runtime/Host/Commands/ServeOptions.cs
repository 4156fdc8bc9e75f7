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

    /// <summary>Whether the author's view is wanted; null for where nothing speaks against it.</summary>
    public bool? WantsAuthor { get; init; }

    /// <summary>Whether there is an author's view: only in development, and not by itself where a page of another site is served too, which
    /// may be the public one of a proxy on this machine.</summary>
    public bool HasAuthor => Watch && Services.Contains("browser") && (WantsAuthor ?? Origins.Count == 0);

    public bool ServesWeb => Services.Any(name => name is "browser" or "websocket");
}
