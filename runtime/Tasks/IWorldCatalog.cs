namespace ScriptChat.Tasks;

/// <summary>Where the newest good version of the task is found.</summary>
public interface IWorldCatalog
{
    /// <summary>The newest version that compiled and initialized well; null while there is none yet.</summary>
    WorldModule? Current { get; }

    /// <summary>Told after <see cref="Current"/> has changed, from any thread. Must return soon.</summary>
    event Action? Changed;
}
