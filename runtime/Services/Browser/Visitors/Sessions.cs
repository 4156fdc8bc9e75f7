using Microsoft.AspNetCore.Http;

namespace ScriptChat.Services.Browser.Visitors;

/// <summary>How a visitor says who they are: by the header, or by the cookie that every answer sets. A session that is not
/// known here begins a new one; nobody chooses their own.</summary>
internal static class Sessions
{
    public const string Header = "X-Session";
    public const string Cookie = "scriptchat_visitor";

    public static string? Of(HttpRequest request)
    {
        var stated = request.Headers[Header].ToString();
        return stated.Length > 0 ? stated : request.Cookies[Cookie];
    }

    public static void Set(HttpContext context, string session)
    {
        context.Response.Headers[Header] = session;
        context.Response.Cookies.Append(Cookie, session, Options(context));
    }

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Cookie, Options(context));

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        IsEssential = true,
    };
}
