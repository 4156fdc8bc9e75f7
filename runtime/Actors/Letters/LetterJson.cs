using System.Text.Json.Serialization;

namespace ScriptChat.Actors.Letters;

/// <summary>How letters and records become JSON, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Letter))]
[JsonSerializable(typeof(Worlds.Message))]
[JsonSerializable(typeof(Worlds.Payload))]
[JsonSerializable(typeof(IReadOnlyList<Worlds.Message>))]
public sealed partial class LetterJson : JsonSerializerContext;
