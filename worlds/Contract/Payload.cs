using System.Text.Json.Nodes;

namespace ScriptChat.Worlds;

/// <summary>What travels with a message beside words. Either <see cref="Data"/> or <see cref="Url"/> carries the content.</summary>
public sealed record Payload
{
    /// <summary>What it is: <c>"image"</c>, <c>"video"</c>, <c>"audio"</c>, <c>"file"</c>, or a service's own kind.</summary>
    public required string Type { get; init; }

    /// <summary>The content in base64, or null when <see cref="Url"/> points to it.</summary>
    public string? Data { get; init; }

    /// <summary>Where the content is, or null when <see cref="Data"/> holds it.</summary>
    public string? Url { get; init; }

    /// <summary>The media type of the content, such as <c>"image/png"</c>; null when unknown.</summary>
    public string? MimeType { get; init; }

    /// <summary>Anything else a service understands (a list, a template); null by default. Do not change it after sending.</summary>
    public JsonObject? Extra { get; init; }
}
