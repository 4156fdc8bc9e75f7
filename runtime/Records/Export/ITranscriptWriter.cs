using ScriptChat.Records.Transcripts;

namespace ScriptChat.Records.Export;

/// <summary>Writes conversations in one form.</summary>
internal interface ITranscriptWriter : IAsyncDisposable
{
    /// <summary>Writes one.</summary>
    /// <returns>How many turns or rows it had.</returns>
    Task<int> WriteAsync(ConversationTranscript transcript, CancellationToken cancellationToken);
}
