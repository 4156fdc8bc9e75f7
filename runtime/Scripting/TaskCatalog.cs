using ScriptChat.Tasks;

namespace ScriptChat.Scripting;

/// <summary>A task folder, compiled, kept up to date.</summary>
public sealed class TaskCatalog : IWorldCatalog, IAsyncDisposable
{
    /// <summary>A catalog of a folder.</summary>
    /// <param name="folder">The task's folder.</param>
    /// <param name="options">What it runs with.</param>
    public TaskCatalog(string folder, CatalogOptions options)
    {
        Folder = Path.GetFullPath(folder);
        Options = options;
    }

    /// <summary>The full path of the folder.</summary>
    public string Folder { get; }

    /// <summary>What it runs with.</summary>
    public CatalogOptions Options { get; }

    /// <inheritdoc />
    public WorldModule? Current { get; private set; }

    /// <inheritdoc />
    public event Action? Changed;

    /// <summary>Told of each thing that happens to the code, one at a time, in order. Must return soon.</summary>
    public event Action<CatalogReport>? Reported;

    /// <summary>Compiles, initializes and makes live the folder's present state, and with <see cref="CatalogOptions.Watch"/>
    /// begins to follow its saves.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The first report that is <see cref="CatalogEvent.Live"/> or <see cref="CatalogEvent.Broken"/>.</returns>
    public Task<CatalogReport> StartAsync(CancellationToken cancellationToken)
    {
        Changed?.Invoke();
        Reported?.Invoke(null!);
        throw new NotImplementedException();
    }

    /// <summary>Compiles and checks the folder's present state without making it live or running any of its code.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A report that is <see cref="CatalogEvent.Live"/> when it would go live, else <see cref="CatalogEvent.Broken"/>.</returns>
    public Task<CatalogReport> CheckAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
