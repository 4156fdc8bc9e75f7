using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using ScriptChat.Diagnostics;

namespace ScriptChat.Services.Terminal.Client;

/// <summary>Opens sockets to a service, and says in one line why that did not work.</summary>
internal sealed class Dialing(TerminalClientSettings settings)
{
    public const string Protocol = "scriptchat.v1";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Tries the addresses in turn.</summary>
    public async Task<Dialed> DialAsync(IReadOnlyList<Uri> addresses, CancellationToken cancellationToken)
    {
        Dialed? last = null;
        foreach (var address in addresses)
        {
            var dialed = await DialAsync(address, cancellationToken);
            if (dialed.Socket is not null) return dialed;

            // Something is there, and another path may be the one; a host that can't be reached has no other paths.
            last = dialed;
            if (dialed.Error!.Code != ServiceCodes.NotAService.Id) break;
        }

        return last!;
    }

    /// <summary>The pause before the nth attempt to come back, jittered, so that a thousand clients do not come back as one.</summary>
    public TimeSpan Pause(int attempt)
    {
        var longest = Math.Min(settings.LongestPause.TotalMilliseconds, FirstPause.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, 20)));
        return TimeSpan.FromMilliseconds(longest * (0.5 + (Random.Shared.NextDouble() / 2)));
    }

    private async Task<Dialed> DialAsync(Uri address, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(Protocol);
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(20);
        socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(20);
        if (address.IsLoopback) socket.Options.Proxy = null;
        using var limit = new CancellationTokenSource(settings.ConnectWithin, settings.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(address, both.Token);
            if (socket.SubProtocol == Protocol) return new Dialed(socket, address, null);
            socket.Dispose();
            return Failed(address, ServiceCodes.NotAService, $"what answers at {address} does not speak {Protocol}");
        }
        catch (Exception error) when (error is WebSocketException or HttpRequestException or OperationCanceledException)
        {
            var status = socket.HttpStatusCode;
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            return Explain(address, status, error);
        }
    }

    private Dialed Explain(Uri address, HttpStatusCode status, Exception error)
    {
        if (error is OperationCanceledException)
            return Failed(address, ServiceCodes.CannotReach, $"can't reach {address.Authority}: no answer within {settings.ConnectWithin.TotalSeconds:0} seconds");
        if (status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
            return Failed(address, ServiceCodes.CannotReach, $"{address.Authority} takes nobody at the moment ({(int)status})");
        if (status != default) return Failed(address, ServiceCodes.NotAService, $"what answers at {address} is not a ScriptChat service ({(int)status})");
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException { SocketErrorCode: var reason }) return Failed(address, ServiceCodes.CannotReach, $"can't reach {address.Authority} ({InWords(reason)})");
            if (cause is System.Security.Authentication.AuthenticationException) return Failed(address, ServiceCodes.CannotReach, $"can't reach {address.Authority} (no trusted TLS connection)");
        }

        return Failed(address, ServiceCodes.NotAService, $"what answers at {address} is not a ScriptChat service");
    }

    private static string InWords(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "no such host",
        SocketError.TimedOut => "no answer",
        _ => error.ToString(),
    };

    private static Dialed Failed(Uri address, DiagnosticCode code, string what) =>
        new(null, address, new Diagnostic(code, $"{what}; {code.Advice}"));
}

/// <summary>An open socket and where it leads, or why there is none.</summary>
internal sealed record Dialed(ClientWebSocket? Socket, Uri Address, Diagnostic? Error);
