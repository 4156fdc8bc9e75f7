using Microsoft.CodeAnalysis;
using ScriptChat.Diagnostics;
using Diagnostic = ScriptChat.Diagnostics.Diagnostic;

namespace ScriptChat.Compiler.Compiling;

/// <summary>The compiler's messages as ours, their codes passed through.</summary>
internal static class CompilerMessages
{
    // Ours stands there: a script can't be loaded from a package.
    private const string MissingFile = "CS1504";

    /// <summary>Those that an author should see.</summary>
    public static IEnumerable<Diagnostic> From(IEnumerable<Microsoft.CodeAnalysis.Diagnostic> messages)
    {
        foreach (var message in messages)
        {
            if (message.IsSuppressed || message.Severity < DiagnosticSeverity.Warning) continue;
            var place = message.Location.GetMappedLineSpan();
            var text = message.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
            if (message.Id == MissingFile && text.Contains("'nuget:", StringComparison.OrdinalIgnoreCase)) continue;
            var severity = message.Severity == DiagnosticSeverity.Error ? Severity.Error : Severity.Warning;
            yield return place.IsValid
                ? new Diagnostic(message.Id, severity, text, place.Path, place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1)
                : new Diagnostic(message.Id, severity, text);
        }
    }
}
