using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ScriptChat.Diagnostics;
using ScriptChat.Services.WebSocket.Frames;
using ScriptChat.Worlds;

namespace ScriptChat.Services.Browser.Visitors;

/// <summary>What a visitor says: the body as it is, as ParlAI's clients send it whatever type they state, or a JSON object with a <c>text</c>.</summary>
/// <param name="Text">The words.</param>
/// <param name="Payload">What came with them.</param>
internal sealed record Words(string Text, Payload? Payload)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether nothing was said: the visitor only listens.</summary>
    public bool AreEmpty => Text.Length == 0 && Payload is null;

    /// <summary>Reads a request's body.</summary>
    /// <exception cref="FrameException">It is too large, not UTF-8, or an object with wrong fields.</exception>
    public static async Task<Words> ReadAsync(HttpRequest request, int limit)
    {
        var body = await BodyAsync(request, limit);
        var text = Decode(body);
        if (!text.AsSpan().TrimStart().StartsWith("{")) return new Words(text.TrimEnd('\r', '\n'), null);
        try
        {
            return FromObject(body);
        }
        catch (JsonException)
        {
            // Somebody may well say something in braces.
            return new Words(text.TrimEnd('\r', '\n'), null);
        }
    }

    private static Words FromObject(byte[] body)
    {
        string? text = null;
        Payload? payload = null;
        var reader = JsonFields.Open(body);
        while (JsonFields.Next(ref reader))
        {
            if (reader.ValueTextEquals("text"u8)) text = JsonFields.Text(ref reader, "text");
            else if (reader.ValueTextEquals("payload"u8)) payload = JsonFields.Payload(ref reader);
            else reader.Skip();
        }

        if (text is null && payload is null) throw new FrameException(ServiceCodes.BadField, "the body is a JSON object without 'text'");
        return new Words(text ?? "", payload);
    }

    private static string Decode(byte[] body)
    {
        try
        {
            return Strict.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            throw new FrameException(ServiceCodes.NotUtf8, "the body is not UTF-8");
        }
    }

    private static async Task<byte[]> BodyAsync(HttpRequest request, int limit)
    {
        if (request.ContentLength > limit) throw TooLarge(limit);
        var body = new MemoryStream();
        var buffer = new byte[8192];
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is var count and > 0)
        {
            if (body.Length + count > limit) throw TooLarge(limit);
            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }

    private static FrameException TooLarge(int limit) => new(ServiceCodes.FrameTooLarge, $"the body is larger than {limit} bytes");
}
