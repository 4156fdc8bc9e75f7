using ScriptChat.Diagnostics;
using ScriptChat.Scripting.Traces;
using Spectre.Console;

namespace ScriptChat.Host.Output;

/// <summary>The runtime's log, as lines for its operator.</summary>
/// <param name="terminal">Where they go.</param>
/// <param name="least">What is left out is less severe than this.</param>
/// <param name="debug">Whether traces show the runtime's own frames too.</param>
/// <param name="authoring">Whether an author watches: then exceptions of scripts show their messages, which may quote people.</param>
/// <param name="time">The clock.</param>
internal sealed class ConsoleLog(Terminal terminal, Severity least, bool debug, bool authoring, TimeProvider time) : IEventLog
{
    public void Write(Severity severity, DiagnosticCode? code, string text, string? subject = null, Exception? error = null)
    {
        if (severity < least) return;
        var (name, colour) = severity switch
        {
            Severity.Error => ("error", "red"),
            Severity.Warning => ("warning", "yellow"),
            _ => ("info", "grey"),
        };
        var line = $"[grey]{time.GetLocalNow():HH:mm:ss}[/] [{colour}]{name}{(code is null ? "" : $" {code.Id}")}[/]: {Markup.Escape(text)}";
        if (subject is not null) line += $" [grey]({Markup.Escape(subject)})[/]";
        if (error is not null) line += Environment.NewLine + Markup.Escape(Trace(code, error));
        terminal.Error(line);
    }

    /// <summary>The trace in the author's terms; all of it where the fault is the runtime's, or somebody asks for it. Without an author no
    /// exception's message is in it, whosever the fault is.</summary>
    private string Trace(DiagnosticCode? code, Exception error)
    {
        if (debug) return error.ToString();
        var hasScript = ScriptTrace.Of(error).Count > 0;
        if (authoring) return hasScript ? ScriptTrace.Describe(error) : error.ToString();
        return hasScript || FaultKind.IsOfWorlds(code) ? ScriptTrace.Describe(error, withMessage: false) : SilentTrace.Of(error);
    }
}
