using Spectre.Console;

namespace ScriptChat.Host.Output;

/// <summary>Where the command writes for its operator: lines, and below them one live status line where there is a terminal.
/// Plain where there is none, and with <c>NO_COLOR</c>.</summary>
internal sealed class Terminal
{
    private readonly object gate = new();
    private readonly TextWriter output;
    private readonly IAnsiConsole console;
    private readonly IAnsiConsole errors;
    private readonly bool live;
    private string status = "";

    public Terminal(TextWriter output, TextWriter error)
    {
        this.output = output;
        console = Open(output);
        errors = Open(error);
        live = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && console.Profile.Capabilities.Ansi;
    }

    /// <summary>Whether a status line can be shown.</summary>
    public bool IsLive => live;

    /// <summary>Writes a line of markup.</summary>
    public void Line(string markup) => Write(console, markup);

    /// <summary>Writes a line of markup where errors go.</summary>
    public void Error(string markup) => Write(errors, markup);

    /// <summary>Replaces the status line; an empty one takes it away.</summary>
    public void Status(string text)
    {
        if (!live) return;
        lock (gate)
        {
            if (status == text) return;
            Clear();
            status = text;
            Show();
        }
    }

    private static IAnsiConsole Open(TextWriter writer)
    {
        var opened = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        // Lines are the reader's to wrap: a path that is broken in two can't be clicked or found.
        opened.Profile.Width = int.MaxValue;
        return opened;
    }

    private void Write(IAnsiConsole where, string markup)
    {
        lock (gate)
        {
            Clear();
            where.MarkupLine(markup);
            Show();
        }
    }

    private void Clear()
    {
        if (live && status.Length > 0) output.Write("\r\x1b[2K");
    }

    private void Show()
    {
        if (live && status.Length > 0) output.Write($"\x1b[2m{status}\x1b[0m");
    }
}
