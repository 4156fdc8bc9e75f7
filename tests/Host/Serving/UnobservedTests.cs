using ScriptChat.Diagnostics;
using ScriptChat.Host.Output;
using ScriptChat.Host.Tests.Support;
using ScriptChat.Scripting;

namespace ScriptChat.Host.Tests.Serving;

/// <summary>What is thrown in a task that nobody awaits. Tests beside this one may leave such tasks behind, too.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class UnobservedTests
{
    // It runs while the task's code is loaded.
    private const string Script = """
        static void module_initialize() => _ = Warn("my-secret-words");
        static async Task Warn(string words)
        {
            await Task.Yield();
            if (words.Length > 0) throw new FormatException(words);
        }
        async Task parley() => await Agent.ActAsync();
        bool episode_done() => false;
        """;

    [TestCase(false)]
    [TestCase(true)]
    public async Task Task_OfAScriptThatNobodyAwaited_IsWarnedOf(bool authoring)
    {
        await using var said = new StringWriter();
        var log = new ConsoleLog(new Terminal(said, said), Severity.Warning, debug: false, authoring, TimeProvider.System);
        using (new UnobservedTasks(log))
        {
            await LoadAsync(optimize: !authoring);
            await CollectUntilAsync(() => said.ToString().Contains("SC3012", StringComparison.Ordinal));
        }

        Assert.That(said.ToString(), Does.Contain($"warning {WorldCodes.TaskUnobserved}").And.Contain(": A world's task that nobody awaited threw an exception; await it, or catch inside it."));
        Assert.That(said.ToString(), Does.Contain("FormatException").And.Contain("  at echo.csx:line 5 in Warn").And.Not.Contain("System."));
        Assert.That(said.ToString(), authoring ? Does.Contain("my-secret-words") : Does.Not.Contain("secret"));
    }

    [Test]
    public async Task Task_OfTheRuntime_IsNotTheAuthorsToMend()
    {
        await using var said = new StringWriter();
        var heard = false;
        EventHandler<UnobservedTaskExceptionEventArgs> hear = (_, unobserved) => heard |= unobserved.Exception.InnerException is TimeZoneNotFoundException;
        TaskScheduler.UnobservedTaskException += hear;
        using (new UnobservedTasks(new ConsoleLog(new Terminal(said, said), Severity.Warning, debug: false, authoring: true, TimeProvider.System)))
        {
            Leave();
            await CollectUntilAsync(() => heard);
        }

        TaskScheduler.UnobservedTaskException -= hear;
        Assert.That(heard, "the task was collected");
        Assert.That(said.ToString(), Does.Not.Contain("TimeZone"));
    }

    private static async Task LoadAsync(bool optimize)
    {
        using var folder = Folder.Of(Script);
        await using var catalog = new TaskCatalog(folder.Path, new CatalogOptions { Models = Commands.Models.Loader, Watch = false, Optimize = optimize });
        var report = await catalog.StartAsync(CancellationToken.None);
        Assert.That(report.Kind, Is.EqualTo(CatalogEvent.Live), string.Join('\n', report.Diagnostics));
    }

    // Not in the test itself: its own variables would hold the task.
    private static void Leave() => _ = Task.FromException(new TimeZoneNotFoundException("x"));

    private static async Task CollectUntilAsync(Func<bool> isSaid)
    {
        for (var tries = 0; tries < 100 && !isSaid(); tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
