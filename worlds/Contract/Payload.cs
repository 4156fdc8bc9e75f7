using System.Text.Json.Nodes;

namespace ScriptChat.Worlds;

/// <summary>What travels with a message beside words. Either <see cref="Data"/> or <see cref="Url"/> carries the content.</summary>
public sealed record Payload
{
    /// <summary>What it is: <c>"image"</c>, <c>"video"</c>, <c>"audio"</c>, <c>"file"</c>, or a service's own kind.</summary>
    public required string Type { get; init; }

    /// <summary>The content in base64, or null when <see cref="Url"/> points to it.</summary>
    public string? Data { get; init; }

    /// <summary>Where the content is, or null when <see cref="Data"/> holds it. A file that a person sent is at <c>/uploads/HASH</c>, by the
    /// hash of its content: pass the payload on to show it to others, and read it with <see cref="ConversationContext.OpenUpload"/>.</summary>
    public string? Url { get; init; }

    /// <summary>The media type of the content, such as <c>"image/png"</c>; null when unknown.</summary>
    public string? MimeType { get; init; }

    /// <summary>What the person who sent it calls the file, without folders; null when unknown.</summary>
    public string? Name { get; init; }

    /// <summary>How large the content is, in bytes; null when unknown.</summary>
    public long? Size { get; init; }

    /// <summary>How wide an image is, in pixels; null when unknown.</summary>
    public int? Width { get; init; }

    /// <summary>How high an image is, in pixels; null when unknown.</summary>
    public int? Height { get; init; }

    /// <summary>Anything else a service understands (a list, a template); null by default. Do not change it after sending.</summary>
    public JsonObject? Extra { get; init; }
}
