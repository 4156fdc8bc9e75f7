using ScriptChat.Tasks;

namespace ScriptChat.Dialogues.Play;

/// <summary>One version of a task, held still for a play and shown when the dialogue says so.</summary>
internal sealed class StagedCatalog(WorldModule module) : IWorldCatalog
{
    private bool isReady = true;

    /// <inheritdoc />
    public event Action? Changed;

    /// <inheritdoc />
    public WorldModule? Current => isReady ? module : null;

    /// <inheritdoc />
    public ValueTask<WorldModule?> FindAsync(string version, CancellationToken cancellationToken) =>
        ValueTask.FromResult(version == module.Version ? module : null);

    /// <summary>Shows it or hides it.</summary>
    /// <param name="ready">Whether to show it.</param>
    public void SetReady(bool ready)
    {
        if (ready == isReady) return;
        isReady = ready;
        Changed?.Invoke();
    }
}
