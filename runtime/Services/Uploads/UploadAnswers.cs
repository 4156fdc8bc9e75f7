using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using ScriptChat.Diagnostics;
using ScriptChat.Uploads;
using ScriptChat.Uploads.Storing;

namespace ScriptChat.Services.Uploads;

/// <summary>What is answered: JSON, or a file with the headers that keep it from being anything but itself.</summary>
internal static class UploadAnswers
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Says what is taken.</summary>
    public static Task RulesAsync(HttpContext context, UploadDesk desk) => WriteAsync(context, StatusCodes.Status200OK, json =>
    {
        WriteList(json, "kinds", desk.Kinds);
        WriteList(json, "mime_types", desk.Limits.MimeTypes);
        json.WriteNumber("max_bytes", desk.Limits.FileBytes);
        json.WriteNumber("max_pixels", desk.Limits.ImagePixels);
    });

    /// <summary>A file was taken.</summary>
    public static Task TakenAsync(HttpContext context, StoredUpload upload, string reference, string? name) => WriteAsync(context, StatusCodes.Status201Created, json =>
    {
        json.WriteString("upload", reference);
        json.WriteString("type", upload.Kind);
        json.WriteString("mime_type", upload.MimeType);
        if (name is not null) json.WriteString("name", name);
        json.WriteNumber("size", upload.Size);
        if (upload.Width is { } width) json.WriteNumber("width", width);
        if (upload.Height is { } height) json.WriteNumber("height", height);
        json.WriteString("url", $"/uploads/{reference}");
    });

    /// <summary>Refuses.</summary>
    public static Task RefuseAsync(HttpContext context, int status, DiagnosticCode code, string text) => WriteAsync(context, status, json =>
    {
        json.WriteStartObject("error");
        json.WriteString("code", code.Id);
        json.WriteString("text", text);
        json.WriteEndObject();
    });

    /// <summary>Sends a file, whole or in part.</summary>
    public static Task SendAsync(HttpContext context, StoredUpload upload, Stream content)
    {
        Harden(context.Response.Headers);

        // Under its hash it never changes; it is this person's, so no cache on the way may keep it.
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        context.Response.Headers.Vary = "Authorization, Origin";
        if (upload.Kind != "image") context.Response.Headers.ContentDisposition = "attachment";
        var type = upload.MimeType.StartsWith("text/", StringComparison.Ordinal) ? upload.MimeType + "; charset=utf-8" : upload.MimeType;
        return Results.Stream(content, type, entityTag: new EntityTagHeaderValue($"\"{upload.Hash}\""), enableRangeProcessing: true).ExecuteAsync(context);
    }

    private static void Harden(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items) json.WriteStringValue(item);
        json.WriteEndArray();
    }

    private static async Task WriteAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        var body = new MemoryStream();
        await using (var json = new Utf8JsonWriter(body, Readable))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-store";
        Harden(response.Headers);
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted);
    }
}
