using System.Diagnostics.CodeAnalysis;

namespace ScriptChat.Services.Terminal.Client;

/// <summary>Where a running service is, from what people type: a page's address, a socket's, or just a host and port.</summary>
/// <param name="Stated">The address as it was meant.</param>
/// <param name="Sockets">Where its socket may be, the likeliest first.</param>
internal sealed record ServiceAddress(Uri Stated, IReadOnlyList<Uri> Sockets)
{
    private static readonly string[] Paths = ["websocket", "browser/socket"];

    /// <summary>Reads an address; false when it is none.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ServiceAddress? address)
    {
        address = null;
        var whole = text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}";
        if (!Uri.TryCreate(whole, UriKind.Absolute, out var uri) || uri.Host.Length == 0) return false;
        var scheme = uri.Scheme switch
        {
            "http" or "ws" => "ws",
            "https" or "wss" => "wss",
            _ => null,
        };
        if (scheme is null) return false;

        // A default port of the stated scheme is the socket's too; Uri keeps track of either.
        var socket = new UriBuilder(uri) { Scheme = scheme, Port = uri.IsDefaultPort ? -1 : uri.Port, Fragment = "" };
        var isPage = uri.AbsolutePath.EndsWith('/');
        address = new ServiceAddress(uri, isPage ? [.. Paths.Select(path => new Uri(socket.Uri, uri.AbsolutePath + path))] : [socket.Uri]);
        return true;
    }
}
