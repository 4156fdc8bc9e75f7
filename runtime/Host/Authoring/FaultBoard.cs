using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ScriptChat.Diagnostics;
using ScriptChat.Scripting.Traces;

namespace ScriptChat.Host.Authoring;

/// <summary>What goes wrong in worlds while people talk, for the pages of those who write them: each fault as it comes.</summary>
/// <param name="folder">The task's folder.</param>
internal sealed class FaultBoard(string folder)
{
    // The codes of what worlds do.
    private const string OfWorlds = "SC30";

    private readonly Audience audience = new();

    /// <summary>A log that tells the pages too.</summary>
    /// <param name="log">The log that all goes to.</param>
    public IEventLog Beside(IEventLog log) => new Reader(this, log);

    /// <summary>Each fault from now on.</summary>
    public async IAsyncEnumerable<JsonObject> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (told, _) in audience.ListenAsync(cancellationToken)) yield return told;
    }

    private void Tell(Severity severity, DiagnosticCode code, string text, Exception? error)
    {
        var place = error is null ? null : ScriptTrace.PlaceOf(error);
        var trace = error is null ? "" : $"\n{(place is null ? error.ToString() : ScriptTrace.Describe(error))}";
        audience.Tell(DiagnosticView.Of(new Diagnostic(code.Id, severity, text + trace, place?.Path, place?.Line ?? 0), folder));
    }

    private sealed class Reader(FaultBoard board, IEventLog log) : IEventLog
    {
        public void Write(Severity severity, DiagnosticCode? code, string text, string? subject = null, Exception? error = null)
        {
            log.Write(severity, code, text, subject, error);
            if (severity >= Severity.Warning && code is not null && code.Id.StartsWith(OfWorlds, StringComparison.Ordinal)) board.Tell(severity, code, text, error);
        }
    }
}
