using ScriptChat.Diagnostics;

namespace ScriptChat.Dialogues.Results;

/// <summary>One place where a conversation went differently from its dialogue.</summary>
/// <param name="Line">The line of the dialogue, counted from 1.</param>
/// <param name="Person">Whom it is about; null for nobody.</param>
/// <param name="Text">What is different and what to do.</param>
/// <param name="Code">The code.</param>
public sealed record Difference(int Line, string? Person, string Text, DiagnosticCode Code)
{
    /// <summary>Who said what was seen: <c>worlds.csx:line 12 in parley</c>; null when nobody asked (<c>PlayOptions.Speaker</c>) or
    /// nothing was seen.</summary>
    public string? Place { get; init; }

    /// <summary>The same as one of the runtime's usual messages.</summary>
    /// <param name="path">The dialogue's path.</param>
    public Diagnostic ToDiagnostic(string path) => new(Code, Text, path, Line);
}
