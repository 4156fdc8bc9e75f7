namespace ScriptChat.Models;

/// <summary>Where a model's table stands in the configuration.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1.</param>
public sealed record ModelPlace(string Path, int Line, int Column);
