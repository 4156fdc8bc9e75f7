namespace ScriptChat.Scripting.Watching;

/// <summary>Watches by looking again and again, where the system's events do not come through.</summary>
internal sealed class PollingWatch : ITaskWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private readonly string folder;
    private readonly Action<string> touched;
    private readonly ITimer timer;
    private string[] followed = [];
    private Dictionary<string, (DateTime Written, long Length)> seen;

    public PollingWatch(string folder, TimeProvider time, Action<string> touched)
    {
        this.folder = folder;
        this.touched = touched;
        seen = Look();
        timer = time.CreateTimer(_ => Compare(), null, Interval, Interval);
    }

    /// <inheritdoc />
    public void Follow(IEnumerable<string> files)
    {
        lock (gate)
        {
            // Those that are new here count from their present state.
            followed = [.. files];
            seen = Look();
        }
    }

    /// <inheritdoc />
    public void Dispose() => timer.Dispose();

    private void Compare()
    {
        // A slow disk must not pile up rounds.
        if (!gate.TryEnter()) return;
        List<string> changed;
        try
        {
            var now = Look();
            changed = [.. now.Keys.Union(seen.Keys).Where(path => !now.TryGetValue(path, out var here) || !seen.TryGetValue(path, out var before) || here != before)];
            seen = now;
        }
        finally
        {
            gate.Exit();
        }

        foreach (var path in changed) touched(path);
    }

    private Dictionary<string, (DateTime Written, long Length)> Look()
    {
        var result = new Dictionary<string, (DateTime, long)>(StringComparer.Ordinal);
        try
        {
            var files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [];
            foreach (var path in files.Concat(followed))
            {
                var info = new FileInfo(path);
                if (info.Exists) result[path] = (info.LastWriteTimeUtc, info.Length);
            }
        }
        catch (IOException)
        {
            // The folder changes under the look; the next one sees it whole.
        }

        return result;
    }
}
