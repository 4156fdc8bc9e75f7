using System.Collections.Concurrent;
using ScriptChat.Diagnostics;

namespace ScriptChat.Engine.Tests.Support;

/// <summary>Keeps what the engine says.</summary>
internal sealed class TestLog : IEventLog
{
    public ConcurrentQueue<(string? Code, string Text, Exception? Error)> Entries { get; } = new();

    public IEnumerable<string?> Codes => Entries.Select(entry => entry.Code);

    public void Write(Severity severity, DiagnosticCode? code, string text, string? subject = null, Exception? error = null) =>
        Entries.Enqueue((code?.Id, text, error));
}
