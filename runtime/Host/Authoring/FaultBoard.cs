using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ScriptChat.Diagnostics;
using ScriptChat.Host.Output;
using ScriptChat.Scripting.Traces;

namespace ScriptChat.Host.Authoring;

/// <summary>What goes wrong in worlds while people talk, for the pages of those who write them: each fault as it comes.</summary>
/// <param name="folder">The task's folder.</param>
internal sealed class FaultBoard(string folder)
{
    private const string Conversation = "conversation";
    private const string Quoted = "quoted";

    private readonly Audience audience = new();

    /// <summary>A log that tells the pages too.</summary>
    /// <param name="log">The log that all goes to.</param>
    public IEventLog Beside(IEventLog log) => new Reader(this, log);

    /// <summary>Each fault from now on.</summary>
    /// <param name="isOwn">Whether a conversation is that of who listens: what was thrown may quote what people said there.</param>
    /// <param name="cancellationToken">Nobody listens any more.</param>
    public async IAsyncEnumerable<JsonObject> ListenAsync(Func<string, Task<bool>> isOwn, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (told, _) in audience.ListenAsync(cancellationToken))
        {
            var own = told[Conversation]?.GetValue<string>() is { } conversation && await isOwn(conversation);
            if (own) told["message"] = told[Quoted]!.GetValue<string>();
            told["own"] = own;
            told.Remove(Conversation);
            told.Remove(Quoted);
            yield return told;
        }
    }

    private void Tell(Severity severity, DiagnosticCode code, string text, string? subject, Exception? error)
    {
        var place = error is null ? null : ScriptTrace.PlaceOf(error);
        var told = DiagnosticView.Of(new Diagnostic(code.Id, severity, text + Trace(withMessage: false), place?.Path, place?.Line ?? 0), folder);
        told[Conversation] = subject;
        told[Quoted] = text + Trace(withMessage: true);
        audience.Tell(told);

        string Trace(bool withMessage) => error is null ? "" : $"\n{ScriptTrace.Describe(error, withMessage)}";
    }

    private sealed class Reader(FaultBoard board, IEventLog log) : IEventLog
    {
        public void Write(Severity severity, DiagnosticCode? code, string text, string? subject = null, Exception? error = null)
        {
            log.Write(severity, code, text, subject, error);
            // A failure of the runtime's own is not the author's to mend.
            if (severity < Severity.Warning || code is null || !FaultKind.IsOfWorlds(code)) return;
            board.Tell(severity, code, text, subject, error);
        }
    }
}
