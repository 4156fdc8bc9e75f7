using System.Reflection;
using ScriptChat.Engine;
using ScriptChat.Engine.Options;
using ScriptChat.Host.Output;
using ScriptChat.Journal;
using ScriptChat.Scripting;
using ScriptChat.Services.Web;
using Spectre.Console;

namespace ScriptChat.Host.Commands;

/// <summary><c>runtime --task FOLDER</c>: serves a task until somebody stops it.</summary>
internal static class ServeCommand
{
    private const int BlockedThreadsBeforeUnready = 8;

    public static async Task<int> RunAsync(ServeOptions options, Terminal terminal, CancellationToken cancellationToken)
    {
        var version = typeof(ServeCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        terminal.Line($"[bold]ScriptChat[/] {version} [grey]serving[/] {Markup.Escape(options.Task)}");
        var log = new ConsoleLog(terminal, options.LogLevel, options.Debug, options.Debug || options.Watch, TimeProvider.System);
        var narrator = new CatalogNarrator(terminal);
        await using var catalog = new TaskCatalog(options.Task, new CatalogOptions
        {
            Models = Models.Loader,
            Watch = options.Watch,
            CacheFolder = Path.Combine(DataFolder(options), "compiled"),
            Adjust = config => options.Debug ? config with { Debug = true, Opt = WithDebug(config.Opt) } : config,
        });
        catalog.Reported += narrator.Tell;
        await using var journal = new MemoryJournal(keeps: false);
        await using var engine = new ChatEngine(new EngineOptions { Catalog = catalog, Journal = journal, Log = log, Password = options.Password });
        await using var services = new ServiceSet(options, Path.GetFileName(Path.TrimEndingDirectorySeparator(catalog.Folder)), log);
        using var stop = new Interruption(terminal, cancellationToken);

        try
        {
            if (await OpenAsync() is { } failed) return failed;
            await RunUntilStoppedAsync(engine, services, terminal, stop);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            // Stopped before it was open; who came meanwhile is told all the same.
        }

        terminal.Status("");
        terminal.Line("[grey]Stopping: telling people ...[/]");
        if (stop.ByKeyboard) await services.LeaveTerminalAsync();
        await engine.StopAsync(options.Grace, stop.Again);
        await services.StopAsync();
        terminal.Line("[grey]Stopped.[/]");
        return stop.ByKeyboard ? ExitCodes.Interrupted : ExitCodes.Well;

        // Listens first and compiles then: who comes while the task compiles is asked to wait, and a port in use is known at once.
        async Task<int?> OpenAsync()
        {
            foreach (var service in services.All) engine.Attach(service);
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
            terminal.Line($"[grey]{(options.Watch ? "Saves are followed. " : "")}Ctrl-C stops.[/]");
            await services.OpenTerminalAsync(engine, stop.Token);
            return null;
        }

        bool Ready() => catalog.Current is not null && engine.BlockedThreads < BlockedThreadsBeforeUnready;
    }

    private static async Task RunUntilStoppedAsync(ChatEngine engine, ServiceSet services, Terminal terminal, Interruption stop)
    {
        var ends = Task.WhenAny(stop.Requested, engine.Finished, services.Ended);
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

    private static string DataFolder(ServeOptions options) =>
        options.Data ?? Path.Combine("data", Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Task))));

    private static System.Text.Json.Nodes.JsonObject WithDebug(System.Text.Json.Nodes.JsonObject opt)
    {
        var copy = opt.DeepClone().AsObject();
        copy["debug"] = true;
        return copy;
    }
}
