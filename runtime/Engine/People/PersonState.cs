using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ScriptChat.Engine.People;

/// <summary>What a person is, beside their messages and words; read from a record, null for what the step left as it was. A value:
/// a person looks after each step whether anything is different, and most steps leave nothing so.</summary>
internal readonly record struct PersonState
{
    public Place? Place { get; init; }

    public JsonObject? Data { get; init; }

    public JsonObject? OnboardData { get; init; }

    public JsonObject? StoredData { get; init; }

    public bool? Passed { get; init; }

    public int? SinceWord { get; init; }

    /// <summary>When the session of a person who is away ends, in milliseconds of the service's running time; 0 while they are here.</summary>
    public long? AwayUntil { get; init; }

    public static PersonState Read(JsonElement json) => json.Deserialize(PeopleJson.Default.PersonState);

    /// <summary>Writes what is different from an earlier state. Data and places are replaced, never changed.</summary>
    public void WriteSince(in PersonState before, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (!ReferenceEquals(Place, before.Place))
        {
            json.WritePropertyName("place"u8);
            JsonSerializer.Serialize(json, Place, PeopleJson.Default.Place!);
        }

        Write(json, "data"u8, Data, before.Data);
        Write(json, "onboard_data"u8, OnboardData, before.OnboardData);
        Write(json, "stored_data"u8, StoredData, before.StoredData);
        if (Passed is { } passed && passed != before.Passed) json.WriteBoolean("passed"u8, passed);
        if (SinceWord is { } words && words != before.SinceWord) json.WriteNumber("since_word"u8, words);
        if (AwayUntil is { } away && away != before.AwayUntil) json.WriteNumber("away_until"u8, away);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, JsonObject? data, JsonObject? before)
    {
        if (ReferenceEquals(data, before) || data is null) return;
        json.WritePropertyName(name);
        data.WriteTo(json);
    }
}

/// <summary>How people's states become JSON, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(PersonState))]
internal sealed partial class PeopleJson : JsonSerializerContext;
