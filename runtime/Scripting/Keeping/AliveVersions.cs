using ScriptChat.Diagnostics;
using ScriptChat.Tasks;

namespace ScriptChat.Scripting.Keeping;

/// <summary>The versions that somebody holds, and those that are being loaded. Holds none of them itself.</summary>
/// <param name="load">Loads a version; null after saying what is wrong.</param>
/// <param name="lost">Told, once for each version, why it can't be had.</param>
internal sealed class AliveVersions(Func<string, DiagnosticBag, Task<WorldModule?>> load, Action<DiagnosticBag> lost)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, WeakReference<WorldModule>> alive = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task<WorldModule?>> loading = new(StringComparer.Ordinal);
    private readonly HashSet<string> told = new(StringComparer.Ordinal);

    /// <summary>A version is there.</summary>
    public void Add(WorldModule module)
    {
        lock (gate)
        {
            foreach (var (version, reference) in alive)
            {
                if (!reference.TryGetTarget(out _)) alive.Remove(version);
            }

            alive[module.Version] = new WeakReference<WorldModule>(module);
        }
    }

    /// <summary>A version: the one that is there, else loaded, once for all who ask meanwhile.</summary>
    public async Task<WorldModule?> FindAsync(string version, CancellationToken cancellationToken)
    {
        Task<WorldModule?>? task;
        lock (gate)
        {
            if (alive.TryGetValue(version, out var reference) && reference.TryGetTarget(out var module)) return module;
            if (!loading.TryGetValue(version, out task)) loading[version] = task = Task.Run(() => LoadAsync(version), CancellationToken.None);
        }

        return await task.WaitAsync(cancellationToken);
    }

    /// <summary>Ends when nothing is being loaded.</summary>
    public async Task QuietAsync()
    {
        Task[] open;
        lock (gate) open = [.. loading.Values];
        await Task.WhenAll(open).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private async Task<WorldModule?> LoadAsync(string version)
    {
        try
        {
            var bag = new DiagnosticBag();
            var module = await load(version, bag);
            if (module is not null) Add(module);
            else if (IsNews(version)) lost(bag);
            return module;
        }
        finally
        {
            lock (gate) loading.Remove(version);
        }
    }

    // Two hundred conversations may ask for it.
    private bool IsNews(string version)
    {
        lock (gate) return told.Add(version);
    }
}
