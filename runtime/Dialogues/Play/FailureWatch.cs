using System.Collections.Concurrent;
using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Results;

namespace ScriptChat.Dialogues.Play;

/// <summary>Sees to it that no world fails unnoticed behind a conversation that goes as written: keeps what the engine says of failures.</summary>
/// <param name="log">Where all is said besides.</param>
internal sealed class FailureWatch(IEventLog log) : IEventLog
{
    private readonly ConcurrentQueue<SeenFailure> failures = new();

    /// <summary>The failures since the last time that this was asked.</summary>
    public IReadOnlyList<SeenFailure> Take()
    {
        List<SeenFailure> taken = [];
        while (failures.TryDequeue(out var failure)) taken.Add(failure);
        return taken;
    }

    /// <inheritdoc />
    public void Write(Severity severity, DiagnosticCode? code, string text, string? subject = null, Exception? error = null)
    {
        log.Write(severity, code, text, subject, error);
        // What has no code is what the script itself writes into the log.
        if (code is not null && (severity == Severity.Error || (severity == Severity.Warning && error is not null)))
            failures.Enqueue(new SeenFailure(error?.GetType().Name ?? code.Id, IsRuntimes: code == WorldCodes.EngineFailed));
    }
}
