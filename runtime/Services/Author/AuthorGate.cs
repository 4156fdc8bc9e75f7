using System.Net;
using Microsoft.AspNetCore.Http;
using ScriptChat.Services.Web;

namespace ScriptChat.Services.Author;

/// <summary>Who may see the author's view: whoever sits at this machine, on the runtime's own page.</summary>
public static class AuthorGate
{
    /// <summary>The header with the token of the tab's session.</summary>
    public const string SessionHeader = "X-Session";

    private static readonly string[] Forwarded = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];

    /// <summary>Whether a request comes from this machine, under a name that is this machine's: not by a foreign name that was made to
    /// point here, and not through a proxy that says so.</summary>
    /// <param name="context">The request.</param>
    public static bool IsHere(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var request = context.Request;
        return IsLoopback(context.Connection.LocalIpAddress) && IsLoopback(context.Connection.RemoteIpAddress)
            && Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var named) && named.IsLoopback
            && !Array.Exists(Forwarded, request.Headers.ContainsKey);
    }

    /// <summary>Whether it moreover comes from the runtime's own page. A foreign page may ask without saying where it is from, but it can
    /// neither set the header nor read the answer.</summary>
    internal static bool IsOwnPage(HttpContext context) =>
        OriginPolicy.Own.Allows(context)
        && context.Request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
        && context.Request.Headers.ContainsKey(SessionHeader);

    private static bool IsLoopback(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);
}
