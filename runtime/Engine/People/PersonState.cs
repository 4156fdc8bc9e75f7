using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ScriptChat.Engine.People;

/// <summary>What a step changed in a person, beside their messages and words; null for what it left as it was.</summary>
internal sealed record PersonState
{
    public Place? Place { get; init; }

    public JsonObject? Data { get; init; }

    public JsonObject? OnboardData { get; init; }

    public JsonObject? StoredData { get; init; }

    public bool? Passed { get; init; }

    public int? SinceWord { get; init; }

    /// <summary>When the session of a person who is away ends, in milliseconds of the service's running time; 0 while they are here.</summary>
    public long? AwayUntil { get; init; }

    /// <summary>What is different from an earlier state; null when nothing is.</summary>
    public PersonState? Since(PersonState before)
    {
        // Data and places are replaced, never changed.
        var different = new PersonState
        {
            Place = ReferenceEquals(Place, before.Place) ? null : Place,
            Data = ReferenceEquals(Data, before.Data) ? null : Data,
            OnboardData = ReferenceEquals(OnboardData, before.OnboardData) ? null : OnboardData,
            StoredData = ReferenceEquals(StoredData, before.StoredData) ? null : StoredData,
            Passed = Passed == before.Passed ? null : Passed,
            SinceWord = SinceWord == before.SinceWord ? null : SinceWord,
            AwayUntil = AwayUntil == before.AwayUntil ? null : AwayUntil,
        };
        return different == Nothing ? null : different;
    }

    public static PersonState Nothing { get; } = new();

    public static PersonState Read(JsonElement json) => json.Deserialize(PeopleJson.Default.PersonState)!;

    public void Write(Utf8JsonWriter json) => JsonSerializer.Serialize(json, this, PeopleJson.Default.PersonState);
}

/// <summary>How people's states become JSON, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(PersonState))]
internal sealed partial class PeopleJson : JsonSerializerContext;
