using System.Threading.Channels;
using ScriptChat.Compiler.Sources;
using ScriptChat.Diagnostics;
using ScriptChat.Packages.Requests;
using ScriptChat.Packages.Restored;
using ScriptChat.Scripting.Building;
using ScriptChat.Scripting.Keeping;
using ScriptChat.Scripting.Watching;
using ScriptChat.Tasks;

namespace ScriptChat.Scripting;

/// <summary>Brings a folder's states live one after another, the newest first: a save that is overtaken by the next is given up.</summary>
internal sealed class TaskFollower(
    string folder, CatalogOptions options, TaskBuilder builder, VersionKeeper? keeper, Action<WorldModule> makeLive, Action<CatalogReport> report, CancellationToken closing) : IAsyncDisposable
{
    // Long enough for an editor that truncates, writes and renames; short enough not to be felt.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestQuiet = TimeSpan.FromMilliseconds(500);

    private readonly Channel<Touch> touches = Channel.CreateUnbounded<Touch>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock gate = new();
    private readonly IReadOnlyList<string> apart = options.Apart;
    private CancellationTokenSource? overtaken;
    private ITaskWatch? watch;
    private Attempt? last;
    private Task following = Task.CompletedTask;

    /// <summary>The compiler's getting ready.</summary>
    public Task Warming { get; private set; } = Task.CompletedTask;

    /// <summary>Brings the present state live, and begins to follow saves.</summary>
    public async Task<CatalogReport> StartAsync(CancellationToken cancellationToken)
    {
        var start = options.Time.GetTimestamp();
        if (options.Watch) watch = TaskWatches.Start(folder, options.Time, OnTouched);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing);
        CatalogReport? first = null;
        while (first is null) first = await TryOrSayAsync(start, [], both.Token);
        if (!options.Watch) return first;
        following = Task.Run(FollowAsync, CancellationToken.None);
        Warming = Task.Run(WarmUpAsync, CancellationToken.None);
        return first;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        watch?.Dispose();
        touches.Writer.TryComplete();
        await following;
        await Warming;
    }

    private void OnTouched(string path)
    {
        var counts = path == folder || !TaskFiles.Within(folder, path) || Directory.Exists(path) || IsLock(path) || TaskFiles.Counts(folder, apart, path);
        if (!counts || !touches.Writer.TryWrite(new Touch(path, SavedAt(path)))) return;
        lock (gate)
        {
            // What module_initialize itself writes must not stop it.
            if (TaskFiles.IsScript(path) || Path.GetFileName(path) == TaskFiles.ConfigName) overtaken?.Cancel();
        }
    }

    private bool IsLock(string path) => path == Path.Combine(folder, TaskFiles.LockName);

    private async Task FollowAsync()
    {
        try
        {
            while (await touches.Reader.WaitToReadAsync(closing))
            {
                var touched = await SettleAsync();
                await TryOrSayAsync(touched.Min(touch => touch.At), touched, closing);
            }
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // The catalog is being disposed of.
        }
    }

    // Waits until nothing more comes, so that a save in several writes is one.
    private async Task<List<Touch>> SettleAsync()
    {
        var touched = new List<Touch>();
        var start = options.Time.GetTimestamp();
        while (Drain(touched) && options.Time.GetElapsedTime(start) < LongestQuiet) await Task.Delay(Quiet, options.Time, closing);
        return touched;
    }

    private bool Drain(List<Touch> touched)
    {
        var before = touched.Count;
        while (touches.Reader.TryRead(out var touch)) touched.Add(touch);
        return touched.Count > before;
    }

    // Null when the next save, which waits in the channel, has overtaken this one.
    private async Task<CatalogReport?> TryOrSayAsync(long since, List<Touch> touched, CancellationToken cancellationToken)
    {
        try
        {
            return await TryAsync(since, touched, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            last = null;
            return null;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            last = null;
            var said = new Diagnostic(ScriptCodes.CatalogFailed, $"the runtime failed while it built the task: {error}", folder);
            return Say(CatalogEvent.Broken, [said], [], since);
        }
    }

    private async Task<CatalogReport> TryAsync(long since, List<Touch> touched, CancellationToken cancellationToken)
    {
        var bag = new DiagnosticBag();
        if (Snapshots.Take(folder, apart, bag) is not { } snapshot)
        {
            last = null;
            return Say(CatalogEvent.Broken, [.. bag], [], since);
        }

        if (last is { IsLive: true } && last.IsSame(snapshot))
        {
            // Nobody saved the lock file that the restore has just written.
            var isOwn = touched.Count > 0 && touched.TrueForAll(touch => IsLock(touch.Path));
            return isOwn ? new CatalogReport(CatalogEvent.Unchanged, [], [], TimeSpan.Zero) : Say(CatalogEvent.Unchanged, [], [], since);
        }

        var changed = Names(touched, snapshot);
        Say(CatalogEvent.Compiling, [], changed, since);
        var built = await builder.BuildAsync(snapshot, RestoreAsync, cancellationToken);
        last = new Attempt(snapshot, built.Asked);
        watch?.Follow(built.Asked.Where(path => !TaskFiles.Within(folder, path)));
        bag.AddRange(built.Diagnostics);
        if (built.Task is null)
        {
            // Half a save: the other half is on its way already.
            return touches.Reader.TryPeek(out _) ? throw new OperationCanceledException() : Say(CatalogEvent.Broken, [.. bag], changed, since);
        }

        Say(CatalogEvent.Initializing, [.. bag], changed, since);
        var module = await InitializeAsync(built, bag, cancellationToken);
        if (module is null) return Say(CatalogEvent.Broken, [.. bag], changed, since);
        keeper?.Keep(new KeptContent(snapshot, built.Compiled!, module), bag);
        last.IsLive = true;
        makeLive(module);
        var live = Say(CatalogEvent.Live, [.. bag], changed, since, built.FromCache);
        builder.Keep();
        return live;

        Task<IReadOnlyList<RestoredPackage>?> RestoreAsync(IReadOnlyList<PackageRequest> requests, DiagnosticBag said, CancellationToken stop) => OvertakableAsync(
            own => builder.RestoreAsync(requests, said, () => Say(CatalogEvent.Restoring, [], changed, since), own), stop);
    }

    private Task<WorldModule?> InitializeAsync(BuildResult built, DiagnosticBag bag, CancellationToken cancellationToken) =>
        OvertakableAsync(own => VersionStarter.StartAsync(built.Task!, built.Content, options.Models, bag, own), cancellationToken);

    // What may take long is given up when the next save comes.
    private async Task<T> OvertakableAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var own = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        lock (gate) overtaken = own;
        try
        {
            return await work(own.Token);
        }
        finally
        {
            lock (gate) overtaken = null;
        }
    }

    private CatalogReport Say(CatalogEvent kind, IReadOnlyList<Diagnostic> diagnostics, IReadOnlyList<string> changed, long since, bool fromCache = false)
    {
        var said = new CatalogReport(kind, diagnostics, changed, options.Time.GetElapsedTime(since), fromCache);
        report(said);
        return said;
    }

    // What was saved, if it can be told: the difference to what was tried last, else the files that were touched.
    private List<string> Names(List<Touch> touched, TaskSnapshot snapshot)
    {
        if (touched.Count == 0) return [];
        var differences = snapshot.Differences(last?.Snapshot).ToList();
        if (differences.Count > 0) return differences;
        return [.. touched.Select(touch => Path.GetRelativePath(folder, touch.Path)).Where(name => name != ".").Distinct(StringComparer.Ordinal)];
    }

    // The file's own time is nearer to the save than the moment at which the event came through.
    private long SavedAt(string path)
    {
        var now = options.Time.GetTimestamp();
        var age = options.Time.GetUtcNow() - new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero);
        return age > TimeSpan.Zero && age < TimeSpan.FromSeconds(1) ? now - (long)(age.TotalSeconds * options.Time.TimestampFrequency) : now;
    }

    // The first save shall be as fast as the others, so the compiler gets ready while nobody waits for it.
    private async Task WarmUpAsync()
    {
        if (last is null || closing.IsCancellationRequested || ConfigReader.Read(folder, new DiagnosticBag()) is not { } config) return;
        try
        {
            await builder.WarmUpAsync(last.Snapshot, config, closing);
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // Nobody will save any more.
        }
    }

    private sealed record Touch(string Path, long At);
}
