namespace ScriptChat.Diagnostics;

/// <summary>Something found wrong at a place: <c>path(12,5): error SC1004: what is wrong; what to do</c>.</summary>
/// <param name="Code">The code: one of ours, or a compiler's passed through (<c>CS1002</c>).</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Message">What is wrong and what to do, in one line.</param>
/// <param name="Path">The file, or null when there is none.</param>
/// <param name="Line">The line, counted from 1; 0 when it is about the whole file.</param>
/// <param name="Column">The column, counted from 1; 0 when it is about the whole line or file.</param>
public sealed record Diagnostic(string Code, Severity Severity, string Message, string? Path = null, int Line = 0, int Column = 0)
{
    /// <summary>One of our own codes at a place.</summary>
    public Diagnostic(DiagnosticCode code, string message, string? path = null, int line = 0, int column = 0)
        : this(code.Id, code.Severity, message, path, line, column)
    {
    }

    /// <inheritdoc />
    public override string ToString()
    {
        var place = Path is null ? "" : Line == 0 ? $"{Path}: " : $"{Path}({Line},{Math.Max(Column, 1)}): ";
        var severity = Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" };
        return $"{place}{severity} {Code}: {Message}";
    }
}
