using ScriptChat.Diagnostics;

namespace ScriptChat.Services.Web;

/// <summary>Where and how the web host listens.</summary>
public sealed record WebOptions
{
    /// <summary>The port unless somebody says otherwise.</summary>
    public const int DefaultPort = 35496;

    /// <summary>A host name or an address of this machine; <c>0.0.0.0</c>, <c>::</c> or <c>*</c> for all of them.
    /// Default: <c>localhost</c>, both of its addresses, which nobody else reaches.</summary>
    public string Host { get; init; } = "localhost";

    /// <summary>The port; 0 takes a free one (see <see cref="WebHost.Address"/>). Default: 35496.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Whether the service is ready to take people, for <c>/readyz</c>. Default: as soon as it listens.</summary>
    public Func<bool> Ready { get; init; } = static () => true;

    /// <summary>How large a request's body may be, in bytes. Default: 1 MB.</summary>
    public long RequestBodyLimit { get; init; } = 1024 * 1024;

    /// <summary>How long a stop waits for requests under way before it cuts them off. Default: 5 seconds.</summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where warnings of the web server go. Default: nowhere.</summary>
    public IEventLog Log { get; init; } = NoLog.Instance;
}
