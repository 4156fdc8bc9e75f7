using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using ScriptChat.Services.Browser.Limits;

namespace ScriptChat.Services.Browser;

/// <summary>The files of the page, from this assembly, with the headers that keep it to itself.</summary>
internal sealed class PageAssets
{
    private const string Prefix = "ScriptChat.Services.Browser.Page.";
    private const string Index = "index.html";

    // Nothing from elsewhere, nothing inline, and no text that becomes markup but by the one policy of messages/markup.js, which only
    // parses, into a document in which nothing runs or loads: what people write can't run.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src blob:; connect-src 'self'; base-uri 'none'; "
        + "form-action 'none'; require-trusted-types-for 'script'; trusted-types scriptchat-markup; frame-ancestors ";

    private const string Embedding = "embed.js";

    private readonly List<Asset> assets = [];
    private readonly string policy;

    private readonly string ownPolicy;
    private readonly PageAddition? addition;
    private Asset? extended;

    /// <param name="title">What the page is called.</param>
    /// <param name="embedders">Origins of pages that may have this one in a frame.</param>
    /// <param name="addition">What the page has beside the chat; null for nothing.</param>
    public PageAssets(string title, IReadOnlyList<string> embedders, PageAddition? addition = null)
    {
        this.addition = addition;
        policy = Policy + Ancestors(embedders);
        ownPolicy = Policy + Ancestors(embedders, "'self'");
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (!resource.StartsWith(Prefix, StringComparison.Ordinal)) continue;
            var name = resource[Prefix.Length..].Replace('\\', '/');
            var content = Read(assembly, resource);
            if (name == Index) content = Entitle(content, title);
            assets.Add(new Asset(name, content, TypeOf(name)));
            if (name == Index && addition is not null) extended = new Asset(name, Extend(content, addition), TypeOf(name));
        }
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var asset in assets)
        {
            var path = asset.Name == Index ? "/" : $"/browser/{asset.Name}";
            routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)(context => SendAsync(context, asset)));
        }

        routes.MapGet("/favicon.ico", static (HttpContext context) => context.Response.Redirect("/browser/icon.svg", permanent: false));
    }

    private Task SendAsync(HttpContext context, Asset asset)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        if (asset.Name == Index && extended is not null && addition!.IsFor(context))
        {
            asset = extended;
            // The demo has the page in frames of its own.
            headers.ContentSecurityPolicy = ownPolicy;
        }

        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // The one file that other sites load; what it opens is the page, which looks after itself.
        headers["Cross-Origin-Resource-Policy"] = asset.Name == Embedding ? "cross-origin" : "same-origin";
        headers.ETag = asset.Tag;

        // Always ask, rarely download: a new version of the runtime shows at the next visit.
        headers.CacheControl = "no-cache";
        if (Holds(context.Request.Headers.IfNoneMatch, asset.Tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = asset.Type;
        context.Response.ContentLength = asset.Content.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(asset.Content, context.RequestAborted).AsTask();
    }

    /// <summary>Who may have the page in a frame. Only what is an origin and nothing else gets into the header.</summary>
    private static string Ancestors(IReadOnlyList<string> embedders, params string[] others)
    {
        string[] origins =
        [
            .. others,
            .. from embedder in embedders
               where Uri.TryCreate(embedder, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && embedder.All(char.IsAscii)
               select new Uri(embedder).GetLeftPart(UriPartial.Authority),
        ];
        return origins.Length > 0 ? string.Join(' ', origins) : "'none'";
    }

    private static bool Holds(StringValues stated, string tag) =>
        stated.Any(value => value is not null && value.Split(',').Any(one => one.Trim() is "*" || one.Trim() == tag || one.Trim() == $"W/{tag}"));

    private static byte[] Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static byte[] Entitle(byte[] page, string title)
    {
        var readable = title.Contains(' ', StringComparison.Ordinal) ? title : title.Replace('_', ' ');
        if (readable.Length > 0 && char.IsLower(readable[0])) readable = char.ToUpperInvariant(readable[0]) + readable[1..];
        return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(page).Replace("{{title}}", WebUtility.HtmlEncode(readable), StringComparison.Ordinal));
    }

    private static byte[] Extend(byte[] page, PageAddition addition)
    {
        var tags = addition.Styles.Select(style => $"  <link rel=\"stylesheet\" href=\"{style}\">\n").Concat(addition.Modules.Select(module => $"  <script type=\"module\" src=\"{module}\"></script>\n"));
        return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(page).Replace("</head>", $"{string.Concat(tags)}</head>", StringComparison.Ordinal));
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"A file of the page has the unknown ending '{other}'; give it a media type here."),
    };

    private sealed record Asset(string Name, byte[] Content, string Type)
    {
        public string Tag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(Content).AsSpan(0, 12))}\"";
    }
}
