using System.CommandLine;
using ScriptChat.Diagnostics;
using ScriptChat.Host.Output;
using ScriptChat.Host.Testing;
using ScriptChat.Scripting;
using Spectre.Console;

namespace ScriptChat.Host.Commands;

/// <summary><c>runtime test FOLDER</c>: plays a task's dialogues against its worlds, on a virtual clock.</summary>
internal static class TestCommand
{
    public static Command Build(TextWriter output, TextWriter error)
    {
        var folder = new Argument<string>("folder") { Description = "The task's folder." };
        var filter = new Option<string?>("--filter") { Description = "Play only dialogues with this in their path.", HelpName = "TEXT" };
        var accept = new Option<bool>("--accept") { Description = "Write what happens into the dialogues that went differently." };
        var command = new Command("test", "Plays a task's *.dialogue files against its worlds, on a virtual clock; exits with 1 on a difference.") { folder, filter, accept };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(new TestOptions(parsed.GetValue(folder)!, parsed.GetValue(filter), parsed.GetValue(accept)), new Terminal(output, error), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(TestOptions options, Terminal terminal, CancellationToken cancellationToken)
    {
        using var stop = new Interruption(terminal, cancellationToken);
        try
        {
            return await PlayAsync(options, terminal, stop.Token);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            terminal.Status("");
            return ExitCodes.Interrupted;
        }
    }

    private static async Task<int> PlayAsync(TestOptions options, Terminal terminal, CancellationToken cancellationToken)
    {
        var bag = new DiagnosticBag();
        if (TaskPlace.Check(options.Folder) is { } isFile) bag.AddRange([isFile]);
        var files = DialogueFolder.Find(options.Folder, options.Filter, bag);
        foreach (var diagnostic in bag) terminal.Error($"[red]{Markup.Escape(DiagnosticFormats.Relative(diagnostic).ToString())}[/]");
        if (bag.HasErrors) return ExitCodes.Failed;

        // Nothing is written: no cache, no journal, no kept versions.
        await using var catalog = new TaskCatalog(options.Folder, new CatalogOptions { Models = Models.Loader, Watch = false });
        var narrator = new CatalogNarrator(terminal);
        catalog.Reported += report => narrator.Tell(new Save(report, IsFirst: true, Follows: false, Followed: null));
        // A module_initialize that never comes back holds up nobody who wants to stop.
        await catalog.StartAsync(cancellationToken).WaitAsync(cancellationToken);
        terminal.Status("");
        if (catalog.Current is not { } module) return ExitCodes.Failed;

        var (test, report) = (new DialogueTest(module), new TestReport(terminal));
        foreach (var file in files) report.Tell(await test.RunAsync(file, options.Accept, cancellationToken));
        report.Sum();
        return report.IsGood ? ExitCodes.Well : ExitCodes.Failed;
    }
}
