namespace ScriptChat.Tools.Load.Running;

/// <summary>What connections do once they are in.</summary>
internal enum Scenario
{
    /// <summary>Each says something and hears it back.</summary>
    Echo,

    /// <summary>The service pairs them; each says something and the partner hears it.</summary>
    Pair,

    /// <summary>They sit there.</summary>
    Idle,
}
