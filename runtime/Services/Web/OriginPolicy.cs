using System.Net;
using Microsoft.AspNetCore.Http;

namespace ScriptChat.Services.Web;

/// <summary>Which pages may use the services: those served from here, and those of an allow-list. A client that is no
/// browser sends no origin and is let through.</summary>
/// <param name="allowed">Origins of other pages: <c>https://chat.example.org</c>. A page's origin is its scheme, host and port.</param>
public sealed class OriginPolicy(IEnumerable<string> allowed)
{
    private readonly HashSet<string> origins = new(allowed.Select(origin => origin.TrimEnd('/')), StringComparer.OrdinalIgnoreCase);

    /// <summary>Only the runtime's own page.</summary>
    public static OriginPolicy Own { get; } = new([]);

    /// <summary>Whether a request may come in.</summary>
    /// <param name="context">The request.</param>
    public bool Allows(HttpContext context)
    {
        var stated = context.Request.Headers.Origin;
        if (stated.Count == 0) return true;
        if (stated.Count > 1 || stated[0] is not { Length: > 0 } origin) return false;
        return origins.Contains(origin) || IsOwn(origin, context);
    }

    private static bool IsOwn(string origin, HttpContext context)
    {
        var request = context.Request;
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var page) || !Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var here))
            return false;
        if (Uri.Compare(page, here, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) != 0) return false;

        // A foreign name that was made to point at this machine (DNS rebinding) makes a foreign page look like our own:
        // what comes in over loopback is our own only under a name of loopback. A proxy's public name goes into the list.
        var local = context.Connection.LocalIpAddress;
        return local is null || !IPAddress.IsLoopback(local) || here.IsLoopback;
    }
}
