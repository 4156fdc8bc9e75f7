using ScriptChat.Messages;

namespace ScriptChat.Records.Transcripts;

/// <summary>Which conversations are wanted.</summary>
public sealed record TranscriptFilter
{
    /// <summary>The task's name under <c>[tasks]</c>; null for any.</summary>
    public string? Task { get; init; }

    /// <summary>Those that began then or later; null for any.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Those that began before; null for any.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only these, of whatever kind they are; empty for all.</summary>
    public IReadOnlyList<ConversationId> Conversations { get; init; } = [];

    /// <summary>The kinds. Default: task worlds only.</summary>
    public IReadOnlyList<ConversationKind> Kinds { get; init; } = [ConversationKind.Task];

    /// <summary>Whether branches are wanted, which authors make to try something. Default: no, unless they are named.</summary>
    public bool Branches { get; init; }

    /// <summary>Whether a conversation is wanted.</summary>
    /// <param name="transcript">The conversation.</param>
    public bool Wants(ConversationTranscript transcript)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        return (Conversations.Count > 0 || (Kinds.Contains(transcript.Kind) && (Branches || transcript.BranchOf is null)))
            && (Task is null || string.Equals(Task, transcript.Task, StringComparison.OrdinalIgnoreCase))
            && !(transcript.Begun < Since)
            && !(transcript.Begun >= Until);
    }
}
