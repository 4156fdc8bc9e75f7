using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using ScriptChat.Diagnostics;

namespace ScriptChat.Compiler.Checks;

/// <summary>Findings in the compiler's own form, so that <c>#pragma warning disable</c> counts for them as for its own.</summary>
internal static class Finding
{
    private static readonly ConcurrentDictionary<string, DiagnosticDescriptor> Descriptors = new(StringComparer.Ordinal);

    /// <summary>One at a place.</summary>
    public static Microsoft.CodeAnalysis.Diagnostic At(Location place, DiagnosticCode code, string text) =>
        Microsoft.CodeAnalysis.Diagnostic.Create(Descriptors.GetOrAdd(code.Id, static (_, code) => Describe(code), code), place, text);

    private static DiagnosticDescriptor Describe(DiagnosticCode code)
    {
        var severity = code.Severity == Severity.Error ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;

        // An error stays one whatever a script says of it.
        string[] tags = severity == DiagnosticSeverity.Error ? [WellKnownDiagnosticTags.NotConfigurable] : [];
        return new DiagnosticDescriptor(code.Id, code.Title, "{0}", "ScriptChat", severity, isEnabledByDefault: true, customTags: tags);
    }
}
