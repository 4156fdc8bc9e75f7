using System.Reflection;
using ScriptChat.Diagnostics;
using ScriptChat.Engine;
using ScriptChat.Engine.Options;
using ScriptChat.Host.Authoring;
using ScriptChat.Host.Output;
using ScriptChat.Journal;
using ScriptChat.Journal.Sqlite;
using ScriptChat.Scripting;
using ScriptChat.Services.Web;
using ScriptChat.Tasks;
using Spectre.Console;

namespace ScriptChat.Host.Commands;

/// <summary><c>runtime --task FOLDER</c>: serves a task until somebody stops it.</summary>
internal static class ServeCommand
{
    private const int BlockedThreadsBeforeUnready = 8;

    public static async Task<int> RunAsync(ServeOptions options, Terminal terminal, CancellationToken cancellationToken)
    {
        if (TaskPlace.Check(options.Task) is { } isFile)
        {
            terminal.Error($"[red]{Markup.Escape(DiagnosticFormats.Relative(isFile).ToString())}[/]");
            return ExitCodes.Failed;
        }

        var version = typeof(ServeCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        terminal.Line($"[bold]ScriptChat[/] {version} [grey]serving[/] {Markup.Escape(options.Task)}");
        var log = new ConsoleLog(terminal, options.LogLevel, options.Debug, options.Debug || options.Watch, TimeProvider.System);
        await using var catalog = new TaskCatalog(options.Task, new CatalogOptions
        {
            Models = Models.Loader,
            Watch = options.Watch,
            Optimize = !options.Watch,
            CacheFolder = Path.Combine(DataFolder(options), "compiled"),
            VersionsFolder = options.Journal ? Path.Combine(DataFolder(options), "versions") : null,
            Adjust = config => options.Debug ? config with { Debug = true, Opt = WithDebug(config.Opt) } : config,
        });
        var saves = new Saves(() => catalog.Current?.Version, () => Follows(options, catalog), TimeProvider.System);
        catalog.Reported += saves.Hear;
        saves.Told += new CatalogNarrator(terminal).Tell;
        await using var desk = new AuthorDesk(catalog.Folder);
        IEventLog faults = options.HasAuthor ? desk.Faults.Beside(log) : log;
        using var unobserved = new UnobservedTasks(faults);
        saves.Told += desk.Builds.Tell;
        await using var journal = await OpenJournalAsync(options, Path.GetFileName(catalog.Folder), log, terminal, cancellationToken);
        if (journal is null) return ExitCodes.Failed;
        // Asked before the scripts are compiled, too: the first page shall have its button for files.
        var early = new Lazy<IReadOnlyCollection<string>>(() => ConfigReader.Read(catalog.Folder, new DiagnosticBag())?.Uploads ?? []);
        if (UploadPlace.Open(DataFolder(options), () => catalog.Current?.Config.Uploads ?? early.Value, terminal) is not { } uploads) return ExitCodes.Failed;
        catalog.Changed += UploadPlace.ImageCheck(() => uploads.Kinds, terminal);
        await using var engine = new ChatEngine(new EngineOptions
        {
            Catalog = catalog,
            Journal = journal,
            Log = faults,
            Password = options.Password,
            OpenUpload = uploads.Read,
            GoesOnAfterStop = options.Journal,
            FollowsReloads = () => Follows(options, catalog),
            Followed = saves.Hear,
            Recorded = options.HasAuthor ? desk.Changes.Recorded : null,
        });
        desk.Open(engine);
        await using var services = new ServiceSet(options, Path.GetFileName(Path.TrimEndingDirectorySeparator(catalog.Folder)), log, uploads, desk);
        using var stop = new Interruption(terminal, cancellationToken);
        var recovering = Task.CompletedTask;
        var unrecoverable = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        try
        {
            if (await OpenAsync() is { } failed) return failed;
            _ = WatchRecoveryAsync();
            await RunUntilStoppedAsync(engine, services, terminal, stop, unrecoverable.Task);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            // Stopped before it was open; who came meanwhile is told all the same.
        }

        terminal.Status("");
        if (engine.Finished.IsCompleted)
        {
            terminal.Line($"All {catalog.Current?.Config.Conversations} conversations that config.toml allows have been held, so the service ends. "
                + "To go on, raise 'conversations', or name another folder with --data.");
        }

        terminal.Line("[grey]Stopping: telling people ...[/]");
        if (stop.ByKeyboard) await services.LeaveTerminalAsync();
        await engine.StopAsync(options.Grace, stop.Again);
        await services.StopAsync();
        terminal.Line("[grey]Stopped.[/]");
        return unrecoverable.Task.IsCompleted ? ExitCodes.Failed : stop.ByKeyboard ? ExitCodes.Interrupted : ExitCodes.Well;

        // Listens first and compiles then: who comes while the task compiles is asked to wait, and a port in use is known at once.
        async Task<int?> OpenAsync()
        {
            foreach (var service in services.All) engine.Attach(service);
            recovering = engine.RecoverAsync(stop.Token);
            try
            {
                await services.StartAsync(engine, Ready, stop.Token);
            }
            catch (WebHostException taken)
            {
                terminal.Error($"[red]{Markup.Escape(taken.ToDiagnostic().ToString())}[/]");
                return ExitCodes.Failed;
            }

            // A module_initialize that never comes back holds up nobody who wants to stop.
            var first = await catalog.StartAsync(stop.Token).WaitAsync(stop.Token);
            if (first.Kind == CatalogEvent.Broken && (!options.Watch || !Directory.Exists(catalog.Folder))) return ExitCodes.Failed;
            if (first.Kind == CatalogEvent.Broken) terminal.Line("Waiting for a save that mends it ...");
            foreach (var line in services.Addresses) terminal.Line(line);
            foreach (var line in Demos(services, catalog)) terminal.Line(line);
            terminal.Line($"[grey]{(options.Watch ? "Saves are followed. " : "")}Ctrl-C stops.[/]");
            await services.OpenTerminalAsync(engine, stop.Token);
            return null;
        }

        async Task WatchRecoveryAsync()
        {
            try
            {
                await recovering;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // What the journal holds is left as it is.
                var problem = error is JournalException damage
                    ? damage.Diagnostic
                    : new Diagnostic(RecoveryCodes.Unreadable, $"{RecoveryCodes.Unreadable.Title}: {error.Message}; {RecoveryCodes.Unreadable.Advice}.", DataFolder(options));
                terminal.Error($"[red]{Markup.Escape(problem.ToString())}[/]");
                unrecoverable.TrySetResult();
            }
        }

        bool Ready() => recovering.IsCompletedSuccessfully && catalog.Current is not null && engine.BlockedThreads < BlockedThreadsBeforeUnready;
    }

    /// <summary>The journal; null after saying what is wrong with it.</summary>
    private static async Task<IJournal?> OpenJournalAsync(ServeOptions options, string task, ConsoleLog log, Terminal terminal, CancellationToken cancellationToken)
    {
        if (!options.Journal) return new MemoryJournal(keeps: false);
        try
        {
            return await SqliteJournal.OpenAsync(DataFolder(options), new JournalOptions { TaskName = task, Log = log }, cancellationToken);
        }
        catch (JournalException error)
        {
            terminal.Error($"[red]{Markup.Escape(error.Diagnostic.ToString())}[/]");
            return null;
        }
    }

    private static async Task RunUntilStoppedAsync(ChatEngine engine, ServiceSet services, Terminal terminal, Interruption stop, Task unrecoverable)
    {
        var ends = Task.WhenAny(stop.Requested, engine.Finished, services.Ended, unrecoverable);
        if (!terminal.IsLive || services.HoldsTerminal)
        {
            await ends;
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (!ends.IsCompleted)
        {
            var counts = engine.Counts;
            terminal.Status($"{counts.Here} here, {counts.Waiting} waiting, {counts.InTaskWorlds} conversation{(counts.InTaskWorlds == 1 ? "" : "s")}");
            await Task.WhenAny(ends, timer.WaitForNextTickAsync(CancellationToken.None).AsTask());
        }
    }

    /// <summary>For tasks of several: where an author finds as many people side by side.</summary>
    private static IEnumerable<string> Demos(ServiceSet services, TaskCatalog catalog) =>
        from task in catalog.Current?.Config.Tasks.Values ?? []
        where task.AgentsRequired > 1
        let demo = services.Demo(task.AgentsRequired)
        where demo is not null
        group task.Name by (demo, task.AgentsRequired) into same
        select $"Demo   [link]{same.Key.demo}[/] [grey]{same.Key.AgentsRequired} people side by side, for {Markup.Escape(string.Join(", ", same))}[/]";

    // Without a journal there is nothing to replay.
    private static bool Follows(ServeOptions options, TaskCatalog catalog) =>
        options.Journal && (catalog.Current?.Config.Reload ?? (options.Watch ? ReloadMode.Replay : ReloadMode.Keep)) == ReloadMode.Replay;

    private static string DataFolder(ServeOptions options) =>
        options.Data ?? Path.Combine("data", Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Task))));

    private static System.Text.Json.Nodes.JsonObject WithDebug(System.Text.Json.Nodes.JsonObject opt)
    {
        var copy = opt.DeepClone().AsObject();
        copy["debug"] = true;
        return copy;
    }
}
