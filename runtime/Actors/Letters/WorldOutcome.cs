namespace ScriptChat.Actors.Letters;

/// <summary>How a world ended for one of its people.</summary>
public enum WorldOutcome
{
    /// <summary>As it wanted to.</summary>
    Done,

    /// <summary>A partner left, and the world did not go on without them.</summary>
    PartnerLeft,

    /// <summary>The world failed.</summary>
    Crashed,

    /// <summary>The person was silent longer than the task allows.</summary>
    Silent,

    /// <summary>The world took the person out.</summary>
    Removed,

    /// <summary>It could not be rebuilt after a restart.</summary>
    Lost,

    /// <summary>The service stops.</summary>
    Stopped,
}
