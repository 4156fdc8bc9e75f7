using System.Text.Json;
using System.Text.Json.Nodes;
using ScriptChat.Diagnostics;

namespace ScriptChat.Host.Output;

/// <summary>Diagnostics for people, for programs, and for tools that read SARIF 2.1.0.</summary>
internal static class DiagnosticFormats
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Text(IReadOnlyCollection<Diagnostic> diagnostics, bool well)
    {
        var errors = diagnostics.Count(item => item.Severity == Severity.Error);
        var warnings = diagnostics.Count(item => item.Severity == Severity.Warning);
        string[] counts = [.. new[] { Count(errors, "error"), Count(warnings, "warning") }.OfType<string>()];
        var verdict = well ? "The task is fine" : "The task has errors";
        return string.Join(
            Environment.NewLine,
            [.. diagnostics.Select(item => Relative(item).ToString()), counts.Length == 0 ? $"{verdict}." : $"{verdict}: {string.Join(", ", counts)}."]);
    }

    public static string Json(IEnumerable<Diagnostic> diagnostics) => new JsonArray([.. diagnostics.Select(item => (JsonNode)new JsonObject
    {
        ["path"] = item.Path,
        ["line"] = item.Line,
        ["column"] = item.Column,
        ["severity"] = Name(item.Severity),
        ["code"] = item.Code,
        ["message"] = item.Message,
    })]).ToJsonString(Indented);

    public static string Sarif(IEnumerable<Diagnostic> diagnostics) => new JsonObject
    {
        ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
        ["version"] = "2.1.0",
        ["runs"] = new JsonArray(new JsonObject
        {
            ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = "ScriptChat" } },
            ["results"] = new JsonArray([.. diagnostics.Select(item => (JsonNode)Result(item))]),
        }),
    }.ToJsonString(Indented);

    /// <summary>The path as somebody in the current folder would type it.</summary>
    public static Diagnostic Relative(Diagnostic diagnostic)
    {
        return diagnostic.Path is null ? diagnostic : diagnostic with { Path = Relative(diagnostic.Path) };
    }

    /// <summary>A full path as somebody in the current folder would type it.</summary>
    public static string Relative(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private static JsonObject Result(Diagnostic item)
    {
        var result = new JsonObject
        {
            ["ruleId"] = item.Code,
            ["level"] = item.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" },
            ["message"] = new JsonObject { ["text"] = item.Message },
        };
        if (item.Path is null) return result;
        var place = new JsonObject { ["artifactLocation"] = new JsonObject { ["uri"] = new Uri(Path.GetFullPath(item.Path)).AbsoluteUri } };
        if (item.Line > 0) place["region"] = new JsonObject { ["startLine"] = item.Line, ["startColumn"] = Math.Max(item.Column, 1) };
        result["locations"] = new JsonArray(new JsonObject { ["physicalLocation"] = place });
        return result;
    }

    private static string Name(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" };

    private static string? Count(int count, string what) => count switch { 0 => null, 1 => $"1 {what}", _ => $"{count} {what}s" };
}
