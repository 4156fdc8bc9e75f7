using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Services.WebSocket.Protocols;
using ScriptChat.Uploads;
using ScriptChat.Worlds;

namespace ScriptChat.Services.Browser.Visitors;

/// <summary>What a call is answered with: the fields of ParlAI's one message, and all messages beside them.</summary>
internal static class Answers
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Sends what was said. The fields at the top are those of the first message after the visitor's words, or of the
    /// first at all when only late ones came.</summary>
    /// <param name="context">The call.</param>
    /// <param name="messages">What was said since the last call.</param>
    /// <param name="late">How many of them were said before this call.</param>
    /// <param name="visitor">To whom.</param>
    /// <param name="uploads">Where the files are that messages mean; null for none.</param>
    public static Task SendAsync(HttpContext context, IReadOnlyList<Delivery> messages, int late, Visitor visitor, UploadDesk? uploads)
    {
        var main = messages.Count > late ? messages[late] : messages.Count > 0 ? messages[0] : null;
        return WriteAsync(context, StatusCodes.Status200OK, json =>
        {
            WriteFields(json, main, uploads);
            json.WriteStartArray("messages"u8);
            foreach (var message in messages)
            {
                json.WriteStartObject();
                WriteFields(json, message, uploads);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("session"u8, visitor.Session);
            json.WriteBoolean("ended"u8, visitor.Over && visitor.Inbox.Count == 0);
        });
    }

    /// <summary>Answers <c>{}</c>.</summary>
    public static Task SendEmptyAsync(HttpContext context) => WriteAsync(context, StatusCodes.Status200OK, static _ => { });

    /// <summary>Refuses a call.</summary>
    public static Task RefuseAsync(HttpContext context, int status, DiagnosticCode code, string? text = null) =>
        WriteAsync(context, status, json => WriteError(json, code, text ?? $"{code.Title}; {code.Advice}"));

    private static void WriteFields(Utf8JsonWriter json, Delivery? delivery, UploadDesk? uploads)
    {
        var message = delivery switch
        {
            Shown shown => shown.Message,
            Refused refused => new Message { Text = RefusalWords.Plain(refused) },
            _ => new Message(),
        };
        json.WriteString("id"u8, message.Id);
        json.WriteString("text"u8, message.Text);
        if (message.QuickReplies is { Count: > 0 } replies) MessageFields.WriteReplies(json, replies);
        else json.WriteNull("quick_replies"u8);
        if (message.Payload is { } payload) MessageFields.WritePayload(json, uploads?.Inline(payload) ?? payload);
        json.WriteBoolean("episode_done"u8, message.EpisodeDone);
        if (delivery is Refused { Code: var code, Text: var text }) WriteError(json, code, text);
    }

    private static void WriteError(Utf8JsonWriter json, DiagnosticCode code, string text)
    {
        json.WriteStartObject("error"u8);
        json.WriteString("code"u8, code.Id);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
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

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await context.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted);
    }
}
