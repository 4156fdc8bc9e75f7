using System.Text.Json.Nodes;
using ScriptChat.Diagnostics;

namespace ScriptChat.Host.Authoring;

/// <summary>The lines around what a diagnostic is about.</summary>
internal static class SourceFrame
{
    private const int Before = 2;
    private const int After = 2;
    private const int Letters = 240;

    /// <summary>Reads them; null where there are none to be read.</summary>
    public static JsonArray? Of(Diagnostic diagnostic)
    {
        if (diagnostic is not { Path: { } path, Line: > 0 }) return null;
        try
        {
            var first = Math.Max(1, diagnostic.Line - Before);
            var lines = File.ReadLines(path).Skip(first - 1).Take(diagnostic.Line + After - first + 1).ToList();
            return [.. lines.Select((text, index) => (JsonNode)new JsonObject { ["line"] = first + index, ["text"] = text.Length <= Letters ? text : text[..Letters] })];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It was renamed just now; the place says enough.
            return null;
        }
    }

    /// <summary>The line without the space around it: its column, and how many letters it has.</summary>
    public static (int Column, int Width) WholeLine(Diagnostic diagnostic, JsonArray? frame)
    {
        var line = LineOf(diagnostic, frame);
        return (line.Length - line.TrimStart().Length + 1, Math.Max(line.Trim().Length, 1));
    }

    /// <summary>How many letters the caret stands under: those of the word at the place.</summary>
    public static int Width(Diagnostic diagnostic, JsonArray? frame)
    {
        var line = LineOf(diagnostic, frame);
        var start = Math.Max(diagnostic.Column - 1, 0);
        var end = start;
        while (end < line.Length && (char.IsLetterOrDigit(line[end]) || line[end] == '_')) end++;
        return Math.Max(end - start, 1);
    }

    private static string LineOf(Diagnostic diagnostic, JsonArray? frame) =>
        frame?.FirstOrDefault(one => one!["line"]!.GetValue<int>() == diagnostic.Line)?["text"]?.GetValue<string>() ?? "";
}
