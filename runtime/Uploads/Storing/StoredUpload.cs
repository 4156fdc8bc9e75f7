using System.Text.Json.Serialization;

namespace ScriptChat.Uploads.Storing;

/// <summary>A file in the store.</summary>
/// <param name="Hash">The SHA-256 of its bytes, as they are stored, in hexadecimal.</param>
/// <param name="Kind">A payload's type: <c>image</c>, <c>audio</c>, <c>video</c> or <c>file</c>.</param>
/// <param name="MimeType">What it is served as.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Width">Of an image, in pixels.</param>
/// <param name="Height">Of an image, in pixels.</param>
public sealed record StoredUpload(string Hash, string Kind, string MimeType, long Size, int? Width, int? Height);

/// <summary>How what is known of a file is kept beside it, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredUpload))]
internal sealed partial class StoreJson : JsonSerializerContext;
