using System.Text.Json.Nodes;

namespace ScriptChat.Records.Transcripts;

/// <summary>What somebody said of a turn; their last word on it.</summary>
/// <param name="Place">The place of who said it, counted from 0.</param>
/// <param name="Time">When (UTC).</param>
/// <param name="Content">What: the fields of the client's <c>feedback</c> frame, such as <c>thumb</c> and <c>comment</c>.</param>
public sealed record TurnFeedback(int Place, DateTimeOffset Time, JsonObject Content);
