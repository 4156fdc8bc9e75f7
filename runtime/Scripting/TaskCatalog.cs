using ScriptChat.Diagnostics;
using ScriptChat.Scripting.Building;
using ScriptChat.Scripting.Leaving;
using ScriptChat.Tasks;

namespace ScriptChat.Scripting;

/// <summary>A task folder, compiled, kept up to date.</summary>
public sealed class TaskCatalog : IWorldCatalog, IAsyncDisposable
{
    private readonly CancellationTokenSource closing = new();
    private readonly TaskBuilder builder;
    private readonly OldVersions old;
    private Task letting = Task.CompletedTask;
    private TaskFollower? follower;
    private volatile WorldModule? current;

    /// <summary>A catalog of a folder.</summary>
    /// <param name="folder">The task's folder.</param>
    /// <param name="options">What it runs with.</param>
    public TaskCatalog(string folder, CatalogOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        Options = options;
        builder = new TaskBuilder(Folder, options.CacheFolder, options.Adjust);
        old = new OldVersions(options.Time, closing.Token);
    }

    /// <summary>The full path of the folder.</summary>
    public string Folder { get; }

    /// <summary>What it runs with.</summary>
    public CatalogOptions Options { get; }

    /// <inheritdoc />
    public WorldModule? Current => current;

    /// <inheritdoc />
    public event Action? Changed;

    /// <inheritdoc />
    public ValueTask<WorldModule?> FindAsync(string version, CancellationToken cancellationToken) => ValueTask.FromResult(Current?.Version == version ? Current : null);

    /// <inheritdoc />
    public void KeepOnly(IReadOnlySet<string> needed)
    {
    }

    /// <summary>Told of each thing that happens to the code, one at a time, in order. Must return soon.</summary>
    public event Action<CatalogReport>? Reported;

    /// <summary>Compiles, initializes and makes live the folder's present state, and with <see cref="CatalogOptions.Watch"/>
    /// begins to follow its saves.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The first report that is <see cref="CatalogEvent.Live"/> or <see cref="CatalogEvent.Broken"/>.</returns>
    public async Task<CatalogReport> StartAsync(CancellationToken cancellationToken)
    {
        if (follower is not null) throw new InvalidOperationException("The catalog has been started already.");
        follower = new TaskFollower(Folder, Options, builder, MakeLive, report => Reported?.Invoke(report), closing.Token);
        if (Options.Watch) letting = Task.Run(old.LookAsync, CancellationToken.None);
        return await Task.Run(() => follower.StartAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Compiles and checks the folder's present state without making it live or running any of its code.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A report that is <see cref="CatalogEvent.Live"/> when it would go live, else <see cref="CatalogEvent.Broken"/>.</returns>
    public Task<CatalogReport> CheckAsync(CancellationToken cancellationToken) => Task.Run(() => Check(cancellationToken), cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        if (follower is not null) await follower.DisposeAsync();
        await letting;
    }

    /// <summary>When the compiler is ready for the first save.</summary>
    internal Task WarmedUpAsync() => follower?.Warming ?? Task.CompletedTask;

    private CatalogReport Check(CancellationToken cancellationToken)
    {
        var start = Options.Time.GetTimestamp();
        var bag = new DiagnosticBag();
        var (isGood, fromCache) = (false, false);
        if (Snapshots.Take(Folder, Options.CacheFolder, bag) is { } snapshot)
        {
            // A builder of its own: a check may come while the catalog is at work.
            var result = new TaskBuilder(Folder, Options.CacheFolder, Options.Adjust).Build(snapshot, cancellationToken);
            bag.AddRange(result.Diagnostics);
            (isGood, fromCache) = (result.Task is not null, result.FromCache);
        }

        return new CatalogReport(isGood ? CatalogEvent.Live : CatalogEvent.Broken, [.. bag], [], Options.Time.GetElapsedTime(start), fromCache);
    }

    private void MakeLive(WorldModule module)
    {
        if (current?.Code is { } code) old.Add(code);
        current = module;
        Changed?.Invoke();
    }
}
