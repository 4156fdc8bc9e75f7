namespace ScriptChat.Records.Transcripts;

/// <summary>Which part of a journey a conversation was.</summary>
public enum ConversationKind
{
    /// <summary>The menu.</summary>
    Overworld,

    /// <summary>What somebody passes before a task.</summary>
    Onboarding,

    /// <summary>The task proper.</summary>
    Task,
}
