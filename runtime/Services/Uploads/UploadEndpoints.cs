using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Services.Web;
using ScriptChat.Services.WebSocket.Protocols;
using ScriptChat.Uploads;
using ScriptChat.Uploads.Limits;
using ScriptChat.Uploads.Storing;
using ScriptChat.Uploads.Types;

namespace ScriptChat.Services.Uploads;

/// <summary><c>POST /uploads</c>, <c>GET /uploads/REFERENCE</c>, and <c>GET /uploads</c>, which says what is taken. Who asks says so with
/// the token of their session in a header, never in an address.</summary>
/// <param name="settings">What they run with.</param>
public sealed class UploadEndpoints(UploadSettings settings) : IWebEndpoints
{
    private const string Path = "/uploads";
    private const string NameHeader = "X-File-Name";
    private const string Scheme = "Bearer ";

    private readonly OriginPolicy origins = new(settings.AllowedOrigins);

    private UploadDesk Desk => settings.Desk;

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (RequestDelegate)(context => UploadAnswers.RulesAsync(context, Desk)));
        routes.MapPost(Path, (RequestDelegate)(context => GuardAsync(context, TakeAsync)));
        routes.MapGet(Path + "/{reference}", (RequestDelegate)(context => GuardAsync(context, SendAsync)));
    }

    private async Task GuardAsync(HttpContext context, Func<HttpContext, Task> serve)
    {
        try
        {
            if (!origins.Allows(context))
            {
                await RefuseAsync(context, StatusCodes.Status403Forbidden, ServiceCodes.ForeignOrigin, $"{ServiceCodes.ForeignOrigin.Title}; {ServiceCodes.ForeignOrigin.Advice}");
                return;
            }

            await serve(context);
        }
        catch (UploadException refusal)
        {
            if (refusal.Code == UploadCodes.TooMany) context.Response.Headers.RetryAfter = "60";
            if (refusal.Code == UploadCodes.NotHere) context.Response.Headers.WWWAuthenticate = "Bearer";
            await RefuseAsync(context, UploadStatus.Of(refusal.Code), refusal.Code, refusal.Text, refusal.InnerException as IOException);
        }
        catch (Exception gone) when (gone is OperationCanceledException or BadHttpRequestException or ConnectionResetException)
        {
            // Whoever sent it has gone away in the middle, or sends so slowly that it comes to the same.
            context.Abort();
        }
    }

    private async Task TakeAsync(HttpContext context)
    {
        var request = context.Request;
        var person = Holders(context).Cast<PersonId?>().FirstOrDefault(holder => Desk.IsHere(holder!.Value)) ?? throw NotHere();

        // The store counts by itself and says more than the server would.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        var (upload, reference) = await Desk.UploadAsync(person, request.Body, request.ContentLength, request.ContentType, context.RequestAborted);
        await UploadAnswers.TakenAsync(context, upload, reference, NameOf(request, upload));
    }

    private async Task SendAsync(HttpContext context)
    {
        var reference = (string?)context.Request.RouteValues["reference"] ?? "";
        var holders = Holders(context).ToList();
        if (holders.Count == 0) throw NotHere();
        var upload = holders.Select(holder => Desk.Find(holder, reference)).FirstOrDefault(found => found is not null)
            ?? throw new UploadException(UploadCodes.UnknownUpload, "no file that this person has uploaded or was shown is called so");
        await UploadAnswers.SendAsync(context, upload, Desk.Open(upload));
    }

    /// <summary>The addresses of the person who asks, at each service: a token is random, so at most one is somebody's.</summary>
    private IEnumerable<PersonId> Holders(HttpContext context)
    {
        var stated = context.Request.Headers.Authorization;
        if (stated.Count != 1 || stated[0] is not { } header || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return [];
        var token = header[Scheme.Length..].Trim();
        return SessionToken.IsWellFormed(token) ? settings.Services.Select(service => SessionToken.PersonOf(service, token)) : [];
    }

    private static UploadException NotHere() => new(UploadCodes.NotHere, "nobody who is connected holds this session");

    private static string? NameOf(HttpRequest request, StoredUpload upload)
    {
        if (request.Headers[NameHeader] is not [{ } stated]) return null;
        return FileNames.Clean(Uri.UnescapeDataString(stated), upload.MimeType);
    }

    private Task RefuseAsync(HttpContext context, int status, DiagnosticCode code, string text, Exception? error = null)
    {
        settings.Log.Write(status >= StatusCodes.Status500InternalServerError ? Severity.Error : code.Severity, code, code.Title, $"uploads from {context.Connection.RemoteIpAddress}", error);
        return UploadAnswers.RefuseAsync(context, status, code, text);
    }
}
