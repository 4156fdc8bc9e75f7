namespace ScriptChat.Tasks;

/// <summary>Where the task's versions are found.</summary>
public interface IWorldCatalog
{
    /// <summary>The newest version that compiled and initialized well; null while there is none yet.</summary>
    WorldModule? Current { get; }

    /// <summary>Told after <see cref="Current"/> has changed, from any thread. Must return soon.</summary>
    event Action? Changed;

    /// <summary>A version that was live once and is kept, also across restarts, as <c>module_initialize</c> left it then. Every
    /// version is kept before it goes live.</summary>
    /// <param name="version">Its <see cref="WorldModule.Version"/>.</param>
    /// <param name="cancellationToken">Gives up loading.</param>
    /// <returns>The version; null when it is not kept any more or can't be loaded, which is reported.</returns>
    ValueTask<WorldModule?> FindAsync(string version, CancellationToken cancellationToken);
}
