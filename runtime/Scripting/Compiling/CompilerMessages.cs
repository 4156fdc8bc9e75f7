using Microsoft.CodeAnalysis;
using ScriptChat.Diagnostics;
using Diagnostic = ScriptChat.Diagnostics.Diagnostic;

namespace ScriptChat.Scripting.Compiling;

/// <summary>The compiler's messages as ours, their codes passed through.</summary>
internal static class CompilerMessages
{
    // Our own message stands where a reference to a package does.
    private const string MissingReference = "CS0006";

    /// <summary>Those that an author should see.</summary>
    public static IEnumerable<Diagnostic> From(IEnumerable<Microsoft.CodeAnalysis.Diagnostic> messages)
    {
        foreach (var message in messages)
        {
            if (message.IsSuppressed || message.Severity < DiagnosticSeverity.Warning) continue;
            var place = message.Location.GetMappedLineSpan();
            var text = message.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
            if (message.Id == MissingReference && text.Contains(ReferencedAssemblies.NuGet, StringComparison.OrdinalIgnoreCase))
            {
                yield return new Diagnostic(
                    ScriptCodes.NoNuGetYet, "references to NuGet packages are not there yet; reference the assembly's file: #r \"lib.dll\"", place.Path, place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1);
                continue;
            }

            var severity = message.Severity == DiagnosticSeverity.Error ? Severity.Error : Severity.Warning;
            yield return place.IsValid
                ? new Diagnostic(message.Id, severity, text, place.Path, place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1)
                : new Diagnostic(message.Id, severity, text);
        }
    }
}
