using ScriptChat.Diagnostics;
using ScriptChat.Scripting.Building;
using ScriptChat.Scripting.Keeping;
using ScriptChat.Scripting.Leaving;
using ScriptChat.Tasks;

namespace ScriptChat.Scripting;

/// <summary>A task folder, compiled, kept up to date.</summary>
public sealed class TaskCatalog : IWorldCatalog, IAsyncDisposable
{
    private readonly CancellationTokenSource closing = new();
    private readonly Lock reporting = new();
    private readonly TaskBuilder builder;
    private readonly VersionKeeper? keeper;
    private readonly AliveVersions alive;
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
        builder = new TaskBuilder(Folder, options.CacheFolder, options.Adjust, options.Optimize);
        if (options.VersionsFolder is { } versions) keeper = new VersionKeeper(Path.GetFullPath(versions), options.Stamp, options.Time);
        alive = new AliveVersions(LoadAsync, bag => Report(new CatalogReport(CatalogEvent.Lost, [.. bag], [], TimeSpan.Zero)));
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
    public ValueTask<WorldModule?> FindAsync(string version, CancellationToken cancellationToken) =>
        current is { } newest && newest.Version == version ? new(newest) : new(alive.FindAsync(version, cancellationToken));

    /// <summary>Told of each thing that happens to the code, one at a time, in order. Must return soon.</summary>
    public event Action<CatalogReport>? Reported;

    /// <summary>Compiles, initializes and makes live the folder's present state, and with <see cref="CatalogOptions.Watch"/>
    /// begins to follow its saves.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The first report that is <see cref="CatalogEvent.Live"/> or <see cref="CatalogEvent.Broken"/>.</returns>
    public async Task<CatalogReport> StartAsync(CancellationToken cancellationToken)
    {
        if (follower is not null) throw new InvalidOperationException("The catalog has been started already.");
        follower = new TaskFollower(Folder, Options, builder, keeper, MakeLive, Report, closing.Token);
        if (Options.Watch) letting = Task.Run(old.LookAsync, CancellationToken.None);
        return await Task.Run(() => follower.StartAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Compiles and checks the folder's present state without making it live or running any of its code. Packages
    /// are restored.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A report that is <see cref="CatalogEvent.Live"/> when it would go live, else <see cref="CatalogEvent.Broken"/>.</returns>
    public Task<CatalogReport> CheckAsync(CancellationToken cancellationToken) => Task.Run(() => CheckNowAsync(cancellationToken), cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        if (follower is not null) await follower.DisposeAsync();
        await alive.QuietAsync();
        await letting;
    }

    /// <summary>When the compiler is ready for the first save.</summary>
    internal Task WarmedUpAsync() => follower?.Warming ?? Task.CompletedTask;

    private async Task<CatalogReport> CheckNowAsync(CancellationToken cancellationToken)
    {
        var start = Options.Time.GetTimestamp();
        var bag = new DiagnosticBag();
        var (isGood, fromCache) = (false, false);
        if (Snapshots.Take(Folder, Options.Apart, bag) is { } snapshot)
        {
            // A builder of its own: a check may come while the catalog is at work.
            var own = new TaskBuilder(Folder, Options.CacheFolder, Options.Adjust, Options.Optimize);
            var result = await own.BuildAsync(snapshot, (requests, said, token) => own.RestoreAsync(requests, said, () => { }, token), cancellationToken);
            bag.AddRange(result.Diagnostics);
            if (own.ReadConfig(snapshot, new DiagnosticBag()) is { } config) CheckModels(config, bag);
            (isGood, fromCache) = (result.Task is not null && !bag.HasErrors, result.FromCache);
        }

        return new CatalogReport(isGood ? CatalogEvent.Live : CatalogEvent.Broken, [.. bag], [], Options.Time.GetElapsedTime(start), fromCache);
    }

    private void CheckModels(TaskConfig config, DiagnosticBag bag)
    {
        foreach (var model in config.Models.Values)
        {
            // The compiler has said so already when a model's script is missing.
            if (bag.Any(item => item.Path == model.Path && item.Line == model.Line)) continue;
            Options.CheckModel(model, Folder, bag);
        }
    }

    private async Task<WorldModule?> LoadAsync(string version, DiagnosticBag bag)
    {
        if (keeper is not null) return await new VersionLoader(keeper, Options.Stamp, Options.Optimize, Options.Adjust, Options.Models).LoadAsync(version, bag, closing.Token);
        bag.Add(ScriptCodes.UnknownVersion, $"the version {version} of the task is not kept, since the catalog has no folder for versions", Folder);
        return null;
    }

    private void Report(CatalogReport report)
    {
        lock (reporting) Reported?.Invoke(report);
    }

    private void MakeLive(WorldModule module)
    {
        if (current?.Code is { } code) old.Add(code);
        alive.Add(module);
        current = module;
        Changed?.Invoke();
    }
}
