using System.Text.Json.Nodes;
using ScriptChat.Diagnostics;

namespace ScriptChat.Host.Authoring;

/// <summary>A diagnostic as the author's page shows it: with its lines, and its path from the task's folder.</summary>
internal static class DiagnosticView
{
    /// <summary>Writes it.</summary>
    /// <param name="item">The diagnostic; without a column it is of the whole line.</param>
    /// <param name="folder">The task's folder.</param>
    public static JsonObject Of(Diagnostic item, string folder)
    {
        var frame = SourceFrame.Of(item);
        var name = item.Path is null ? null : Path.GetRelativePath(folder, item.Path);
        var (column, width) = item.Column > 0 || frame is null ? (Math.Max(item.Column, 1), SourceFrame.Width(item, frame)) : SourceFrame.WholeLine(item, frame);
        return new JsonObject
        {
            ["file"] = name is null || name.StartsWith("..", StringComparison.Ordinal) ? item.Path : name == "." ? Path.GetFileName(folder) : name,
            ["line"] = item.Line,
            ["column"] = column,
            ["width"] = width,
            ["severity"] = item.Severity.ToString().ToLowerInvariant(),
            ["code"] = item.Code,
            ["message"] = item.Message,
            ["frame"] = frame,
        };
    }
}
