using System.Globalization;
using ScriptChat.Host.Output;
using Spectre.Console;

namespace ScriptChat.Host.Testing;

/// <summary>Tells the author how dialogues went: a line each, below it what differs, and a sum.</summary>
/// <param name="terminal">Where to say it.</param>
internal sealed class TestReport(Terminal terminal)
{
    private int passed;
    private int failed;
    private int rewritten;
    private int turns;
    private bool differs;
    private TimeSpan took;

    /// <summary>Whether all that was told of has passed.</summary>
    public bool IsGood => failed == 0;

    /// <summary>Tells of one.</summary>
    public void Tell(TestOutcome outcome)
    {
        if (outcome.Passed) passed++;
        else failed++;
        if (outcome.IsRewritten) rewritten++;
        differs |= outcome is { Result.Passed: false, IsRewritten: false };
        turns += outcome.Result?.Turns ?? 0;
        took += outcome.Took;

        var verdict = outcome switch
        {
            { Passed: true, IsRewritten: true } => "[yellow]accepted[/]",
            { Passed: true } => "[green]passed[/]  ",
            _ => "[red]failed[/]  ",
        };
        var what = outcome.Result is { } played ? $"{Count(played.Turns, "turn")}, {Time(outcome.Took)}" : Count(outcome.Mistakes.Count, "mistake");
        terminal.Line($"{verdict}  {Markup.Escape(outcome.Path)} [grey]({what})[/]");
        foreach (var mistake in outcome.Mistakes) terminal.Line($"[red]{Markup.Escape(mistake.ToString())}[/]");
        foreach (var line in outcome.Log) terminal.Line($"[yellow]  {Markup.Escape(line)}[/]");
        if (outcome.Result is { Passed: false } result) Show(result.ToText());
        if (outcome is { IsRewritten: true, Result.Passed: false })
            terminal.Line("[yellow]  The file was rewritten, but the conversation goes another way each time; see what in it is not repeatable.[/]");
    }

    /// <summary>Tells the sum.</summary>
    public void Sum()
    {
        string[] counts = [.. new[] { (passed, "passed"), (failed, "failed"), (rewritten, "rewritten") }.Where(pair => pair.Item1 > 0).Select(pair => $"{pair.Item1} {pair.Item2}")];
        terminal.Line($"{(IsGood ? "[green]" : "[red]")}{Count(passed + failed, "dialogue")}: {string.Join(", ", counts)}[/] [grey]({Count(turns, "turn")}, {Time(took)})[/]");
        if (differs) terminal.Line("[grey]Where the worlds are right and a dialogue is not, 'runtime test --accept' writes what happened into it.[/]");
    }

    private void Show(string text)
    {
        foreach (var line in text.TrimEnd('\n').Split('\n').Skip(1))
        {
            var colour = line[0] switch { '-' => "red", '+' => "green", '!' => "yellow", _ => "grey" };
            terminal.Line($"[{colour}]{Markup.Escape(line)}[/]");
        }
    }

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    private static string Time(TimeSpan time) =>
        time < TimeSpan.FromSeconds(1) ? $"{Math.Max(time.TotalMilliseconds, 1):F0} ms" : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F1} s");
}
