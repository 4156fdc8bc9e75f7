namespace ScriptChat.Tools.Load.Comparing;

/// <summary>What holds for both services of a comparison.</summary>
/// <param name="Path">The path of the WebSocket.</param>
/// <param name="Environment">Variables that their processes get.</param>
internal sealed record ServerSettings(string Path, IReadOnlyDictionary<string, string> Environment);
