namespace ScriptChat.Tools.Load.Running;

/// <summary>What a frame from the service is.</summary>
internal enum FrameKind
{
    /// <summary>A message for the person.</summary>
    Message,

    /// <summary>The answer to hello.</summary>
    Welcome,

    /// <summary>A message of ours is safe.</summary>
    Ack,

    /// <summary>Something was refused.</summary>
    Error,

    /// <summary>Typing, presence and what else there may be.</summary>
    Other,
}
