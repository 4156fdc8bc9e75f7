namespace ScriptChat.Services.Terminal.Screen;

/// <summary>The terminal to chat in: where lines come from and go to, and what it can do.</summary>
/// <param name="Input">Where the person's lines come from.</param>
/// <param name="Output">Where the conversation is shown. Used by one thread at a time.</param>
public sealed record TerminalConsole(TextReader Input, TextWriter Output)
{
    /// <summary>Whether a person sits there: there is a prompt, and lines may be rewritten. False for pipes and files, which get
    /// plain lines.</summary>
    public bool Interactive { get; init; }

    /// <summary>Whether colours are wanted.</summary>
    public bool Colors { get; init; }

    /// <summary>The process's own console. Plain unless both ends are a terminal; without colour if <c>NO_COLOR</c> is set.</summary>
    public static TerminalConsole OfProcess()
    {
        var dumb = Environment.GetEnvironmentVariable("TERM") is "dumb";
        var interactive = !dumb && !Console.IsInputRedirected && !Console.IsOutputRedirected;
        var colors = interactive && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new TerminalConsole(Console.In, Console.Out) { Interactive = interactive, Colors = colors };
    }
}
