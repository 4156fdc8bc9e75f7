using ScriptChat.Messages;

namespace ScriptChat.Records.Transcripts;

/// <summary>Somebody who took part in a conversation.</summary>
/// <param name="Place">Their place, counted from 0.</param>
/// <param name="Person">Their address.</param>
/// <param name="DisplayId">The role that they were given at the beginning; null for none.</param>
/// <param name="Outcome">How it ended for them, in the words of <see cref="ConversationTranscript.Outcome"/>; null while they are in it.</param>
public sealed record TranscriptPerson(int Place, PersonId Person, string? DisplayId, string? Outcome)
{
    /// <summary>The name that they speak under: their role, else the one that a role would have by default.</summary>
    public string Speaker => DisplayId ?? $"Agent_{Place}";
}
