namespace ScriptChat.Scripting.Watching;

/// <summary>Watches by the system's events: the folder, the folder above it (in which it may vanish and come back), and the
/// folders of files from elsewhere.</summary>
internal sealed class EventWatch : ITaskWatch
{
    private readonly Lock gate = new();
    private readonly string folder;
    private readonly Action<string> touched;
    private readonly FileSystemWatcher? above;
    private readonly Dictionary<string, FileSystemWatcher> elsewhere = new(StringComparer.Ordinal);
    private HashSet<string> followed = new(StringComparer.Ordinal);
    private FileSystemWatcher? own;
    private bool isDisposed;

    public EventWatch(string folder, Action<string> touched)
    {
        this.folder = folder;
        this.touched = touched;
        if (Path.GetDirectoryName(folder) is { } parent && Directory.Exists(parent)) above = Make(parent, Path.GetFileName(folder), deep: false, OnFolder);
        Open();
    }

    /// <inheritdoc />
    public void Follow(IEnumerable<string> files)
    {
        lock (gate)
        {
            if (isDisposed) return;
            followed = [.. files];
            var folders = followed.Select(file => Path.GetDirectoryName(file)!).Where(Directory.Exists).ToHashSet(StringComparer.Ordinal);
            foreach (var gone in elsewhere.Keys.Except(folders).ToList())
            {
                elsewhere[gone].Dispose();
                elsewhere.Remove(gone);
            }

            foreach (var added in folders.Except(elsewhere.Keys).ToList()) elsewhere[added] = Make(added, "*", deep: false, OnElsewhere);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            above?.Dispose();
            own?.Dispose();
            foreach (var watcher in elsewhere.Values) watcher.Dispose();
        }
    }

    private void Open()
    {
        lock (gate)
        {
            own?.Dispose();
            own = isDisposed || !Directory.Exists(folder) ? null : Make(folder, "*", deep: true, touched);
        }
    }

    private void OnFolder(string path)
    {
        if (path != folder) return;
        Open();
        touched(folder);
    }

    private void OnElsewhere(string path)
    {
        lock (gate)
        {
            if (!followed.Contains(path)) return;
        }

        touched(path);
    }

    private FileSystemWatcher Make(string path, string filter, bool deep, Action<string> told)
    {
        var watcher = new FileSystemWatcher(path, filter)
        {
            IncludeSubdirectories = deep,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            InternalBufferSize = 64 * 1024,
        };
        watcher.Changed += (_, change) => told(change.FullPath);
        watcher.Created += (_, change) => told(change.FullPath);
        watcher.Deleted += (_, change) => told(change.FullPath);
        watcher.Renamed += (_, change) =>
        {
            told(change.OldFullPath);
            told(change.FullPath);
        };

        // Too many at once: something changed, so look at everything.
        watcher.Error += (_, _) => touched(folder);
        watcher.EnableRaisingEvents = true;
        return watcher;
    }
}
