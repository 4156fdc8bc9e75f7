using System.Globalization;
using ScriptChat.Engine.Replaying;
using ScriptChat.Host.Output;
using Spectre.Console;

namespace ScriptChat.Host.Replaying;

/// <summary>Tells the author what each event made the script say. Words are shown: the author looks at their own data.</summary>
internal static class ReplayNarrator
{
    public static void Tell(ReplayedEvent one, Terminal terminal)
    {
        var time = one.Time.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        // What the record does not have has no number.
        terminal.Line($"[bold]{(one.IsOwn ? "" : one.Number),4}[/] [grey]{time}[/] {Line(one.Event)}");
        if (one.Difference is not { } difference)
        {
            foreach (var now in one.Now) terminal.Line($"       {Line(now)}");
            return;
        }

        // What stayed is shown once, the rest beside each other.
        foreach (var then in one.Then) terminal.Line(one.Now.Contains(then, StringComparer.Ordinal) ? $"       {Line(then)}" : $"     [red]- {Line(then)}[/]");
        foreach (var now in one.Now.Except(one.Then, StringComparer.Ordinal)) terminal.Line($"     [green]+ {Line(now)}[/]");
        terminal.Line($"     [yellow]! {Line(difference)}[/]");
    }

    private static string Line(string text) => Markup.Escape(text.ReplaceLineEndings("\\n"));
}
