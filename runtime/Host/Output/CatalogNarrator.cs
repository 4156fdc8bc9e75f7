using ScriptChat.Diagnostics;
using ScriptChat.Scripting;
using Spectre.Console;

namespace ScriptChat.Host.Output;

/// <summary>Tells the author what happens to their code: what changed, how long it took, what it applied to, and what is wrong.</summary>
/// <param name="terminal">Where to say it.</param>
internal sealed class CatalogNarrator(Terminal terminal)
{
    public void Tell(Save save)
    {
        var report = save.Report;
        // Those of an intermediate step come again with its end.
        foreach (var diagnostic in report.Kind is CatalogEvent.Live or CatalogEvent.Broken or CatalogEvent.Lost ? report.Diagnostics : [])
        {
            var colour = diagnostic.Severity switch { Severity.Error => "red", Severity.Warning => "yellow", _ => "grey" };
            terminal.Error($"[{colour}]{Markup.Escape(DiagnosticFormats.Relative(diagnostic).ToString())}[/]");
        }

        var what = report.Changed.Count == 0 ? "the task: " : $"{Markup.Escape(string.Join(", ", report.Changed))}: ";
        var took = $"{report.Took.TotalMilliseconds:F0} ms";
        switch (report.Kind)
        {
            case CatalogEvent.Compiling when save.IsFirst:
                terminal.Status("compiling the task ...");
                break;
            case CatalogEvent.Restoring when !save.IsFirst:
                // A line of its own: the status line is about people again within a second.
                terminal.Line($"[grey]restoring[/] {what}packages are being restored; the last good version stays live meanwhile");
                break;
            case CatalogEvent.Restoring:
                terminal.Status("restoring packages ...");
                break;
            case CatalogEvent.Initializing when save.IsFirst:
                terminal.Status("initializing the task ...");
                break;
            case CatalogEvent.Live:
                terminal.Line(save.IsFirst
                    ? $"[green]compiled[/] the task in {took}{(report.FromCache ? " (from the cache)" : "")}"
                    : $"[green]reloaded[/] {what}live after {took}; {Markup.Escape(save.AppliesTo)}");
                break;
            case CatalogEvent.Broken:
                terminal.Line(!save.IsFirst
                    ? $"[red]not reloaded[/] {what}the last good version stays live; save again when it is mended"
                    : "[red]the task has errors[/]");
                break;
            case CatalogEvent.Unchanged:
                terminal.Line("[grey]unchanged[/] the save made no difference that counts");
                break;
        }
    }
}
