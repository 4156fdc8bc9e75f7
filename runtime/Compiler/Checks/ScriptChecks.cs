using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ScriptChat.Compiler.Checks;

/// <summary>Looks through a compiled script for what would keep a conversation from being rebuilt, and for what blocks it.</summary>
internal static class ScriptChecks
{
    /// <summary>Checks a script.</summary>
    /// <param name="script">The script as its author wrote it, compiled without errors.</param>
    /// <param name="isModel">Whether it is a model.</param>
    /// <param name="others">The task's other scripts for worlds: they may call what this one declares, and it what they declare.</param>
    /// <returns>What was found, those that the script silences marked as such.</returns>
    public static IEnumerable<Diagnostic> Look(CSharpCompilation script, bool isModel, IEnumerable<CSharpCompilation> others)
    {
        var own = new Script(script, isModel);
        Script[] all = isModel ? [own] : [own, .. others.Where(other => other != script).Select(other => new Script(other, isModel: false))];
        var around = new Surroundings(all);
        Calls.Look(own, all, around);
        SharedState.Look(own, all);
        Ordering.Look(own, all, around);
        EffectWork.Look(own);
        return own.Findings.Count == 0 ? [] : CompilationWithAnalyzers.GetEffectiveDiagnostics(own.Findings, script);
    }
}
