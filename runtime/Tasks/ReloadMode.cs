namespace ScriptChat.Tasks;

/// <summary>What a new version of a task does to the conversations that run.</summary>
public enum ReloadMode
{
    /// <summary>They are told anew on the new version, as far as it can carry them.</summary>
    Replay,

    /// <summary>They finish on the version that they began on, also after a restart.</summary>
    Keep,
}
