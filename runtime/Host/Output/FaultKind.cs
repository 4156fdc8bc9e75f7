using ScriptChat.Diagnostics;

namespace ScriptChat.Host.Output;

/// <summary>Whose a fault is.</summary>
internal static class FaultKind
{
    // The codes of what worlds do.
    private const string OfWorlds = "SC30";

    /// <summary>Whether a fault is a script's, so that its author can mend it; else it is the runtime's own.</summary>
    /// <param name="code">What was reported.</param>
    public static bool IsOfWorlds(DiagnosticCode? code) =>
        code is not null && code != WorldCodes.EngineFailed && code.Id.StartsWith(OfWorlds, StringComparison.Ordinal);
}
