using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Results;

namespace ScriptChat.Host.Testing;

/// <summary>What became of a dialogue.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Result">How the play went, of the rewritten file if it was rewritten; null when the file has mistakes.</param>
/// <param name="Mistakes">What is wrong with the file, or with writing it.</param>
/// <param name="Log">Warnings and errors that the worlds caused meanwhile.</param>
/// <param name="IsRewritten">Whether what happened now stands in the file.</param>
/// <param name="Took">How long it took.</param>
internal sealed record TestOutcome(
    string Path, DialogueResult? Result, IReadOnlyList<Diagnostic> Mistakes, IReadOnlyList<string> Log, bool IsRewritten, TimeSpan Took)
{
    /// <summary>Whether all is as it should be.</summary>
    public bool Passed => Result is { Passed: true } && Mistakes.Count == 0;
}
