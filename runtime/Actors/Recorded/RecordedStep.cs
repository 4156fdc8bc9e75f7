using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ScriptChat.Actors.Letters;
using ScriptChat.Worlds;

namespace ScriptChat.Actors.Recorded;

/// <summary>A step as its record has it: the input and all that it caused. Written by <see cref="StepRecord"/>.</summary>
public sealed record RecordedStep
{
    /// <summary>The time of the event, in milliseconds of Unix time.</summary>
    public long At { get; set; }

    /// <summary>The service's running time, in milliseconds over all runs.</summary>
    public long Up { get; set; }

    /// <summary>Who sent the letter; null for the world outside.</summary>
    public string? From { get; set; }

    /// <summary>The sender's number of the letter.</summary>
    public long Number { get; set; }

    /// <summary>The letter; null for an arrival.</summary>
    public Letter? In { get; set; }

    /// <summary>What the person's service brought.</summary>
    public RecordedArrival? Arrival { get; set; }

    /// <summary>The letters that went out, in their order.</summary>
    public IReadOnlyList<RecordedSend> Sent { get; set; } = [];

    /// <summary>What the person was shown.</summary>
    public IReadOnlyList<RecordedShow> Shown { get; set; } = [];

    /// <summary>The side effects asked for.</summary>
    public IReadOnlyList<RecordedEffect> Effects { get; set; } = [];

    /// <summary>The rows for the task's dataset.</summary>
    public IReadOnlyList<JsonElement> Saved { get; set; } = [];

    /// <summary>What is different with the person.</summary>
    public JsonElement? State { get; set; }

    /// <summary>Whether the person's words were accepted.</summary>
    public bool Took { get; set; }

    /// <summary>What the world waits for after the step.</summary>
    public string? Waits { get; set; }

    /// <summary>The script's version, where a conversation begins.</summary>
    public string? Version { get; set; }

    /// <summary>The run of the service, where a conversation begins or goes on after a restart; 0 where it is not said.</summary>
    public long Run { get; set; }

    /// <summary>The conversation that was counted; such a record is no step.</summary>
    public string? Confirmed { get; set; }

    /// <summary>Whether the actor was over after the step.</summary>
    public bool Ended { get; set; }

    /// <summary>The time of the event.</summary>
    [JsonIgnore]
    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeMilliseconds(At);

    /// <summary>The service's running time.</summary>
    [JsonIgnore]
    public TimeSpan Running => TimeSpan.FromMilliseconds(Up);

    /// <summary>Reads a record.</summary>
    /// <exception cref="JsonException">It is none of ours.</exception>
    public static RecordedStep Read(ReadOnlyMemory<byte> record) =>
        RecordReader.TryRead(record.Span) ?? ReadAny(record);

    /// <summary>Reads a record of any form; slowly.</summary>
    /// <exception cref="JsonException">It is none of ours.</exception>
    internal static RecordedStep ReadAny(ReadOnlyMemory<byte> record) =>
        JsonSerializer.Deserialize(record.Span, RecordJson.Default.RecordedStep) ?? throw new JsonException("The record is empty.");
}

/// <summary>What a person's service brought.</summary>
/// <param name="Kind">The arrival's type.</param>
/// <param name="Connection">The connection.</param>
/// <param name="Run">The run of the service that numbered the connection.</param>
/// <param name="Keeps">Whether the person can come back.</param>
/// <param name="Id">The client's id of the words.</param>
/// <param name="Text">The words; null for a try at the password.</param>
/// <param name="Payload">The kind of what came with them.</param>
/// <param name="Attached">What came with them, where it is no more than a reference.</param>
/// <param name="Seq">The message that it is about.</param>
/// <param name="Content">What the person thinks of it.</param>
public sealed record RecordedArrival(
    string Kind, long Connection, long Run, bool Keeps, string? Id, string? Text, string? Payload, Payload? Attached, long Seq, JsonObject? Content);

/// <summary>A letter that went out.</summary>
/// <param name="To">To whom.</param>
/// <param name="Number">Its number.</param>
/// <param name="Letter">What it says.</param>
public sealed record RecordedSend(string To, long Number, Letter Letter);

/// <summary>What a person was shown.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Message">What; null when it is the message of the letter that caused the step.</param>
public sealed record RecordedShow(long Seq, Message? Message);

/// <summary>A side effect.</summary>
/// <param name="Number">The conversation's number of it; 0 for those of other actors.</param>
/// <param name="Name">Its name.</param>
/// <param name="Request">A hash of what was asked, where it is known.</param>
public sealed record RecordedEffect(long Number, string Name, string? Request);

/// <summary>How records are read, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RecordedStep))]
[JsonSerializable(typeof(string))]
public sealed partial class RecordJson : JsonSerializerContext;
