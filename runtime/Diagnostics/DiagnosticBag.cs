using System.Collections;

namespace ScriptChat.Diagnostics;

/// <summary>Collects every diagnostic of a piece of work, so that people see all errors at once. Not for several threads.</summary>
public sealed class DiagnosticBag : IReadOnlyCollection<Diagnostic>
{
    private readonly List<Diagnostic> items = [];

    /// <inheritdoc />
    public int Count => items.Count;

    /// <summary>Whether there is at least one error.</summary>
    public bool HasErrors => items.Any(item => item.Severity == Severity.Error);

    /// <summary>Adds one.</summary>
    public void Add(Diagnostic diagnostic) => items.Add(diagnostic);

    /// <summary>Adds one of our codes at a place.</summary>
    public void Add(DiagnosticCode code, string message, string? path = null, int line = 0, int column = 0) =>
        items.Add(new Diagnostic(code, message, path, line, column));

    /// <summary>Adds all of another bag or list.</summary>
    public void AddRange(IEnumerable<Diagnostic> diagnostics) => items.AddRange(diagnostics);

    /// <inheritdoc />
    public IEnumerator<Diagnostic> GetEnumerator() => items.GetEnumerator();

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
