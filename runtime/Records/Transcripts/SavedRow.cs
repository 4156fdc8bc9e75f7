using System.Text.Json;

namespace ScriptChat.Records.Transcripts;

/// <summary>A row that a world added to its task's dataset.</summary>
/// <param name="Event">The number of the event that it belongs to, counted from 1.</param>
/// <param name="Time">When (UTC).</param>
/// <param name="Version">The version of the scripts.</param>
/// <param name="Run">The run of the service, counted from 1; 0 when it is not recorded.</param>
/// <param name="Value">The row.</param>
public sealed record SavedRow(int Event, DateTimeOffset Time, string? Version, long Run, JsonElement Value);
