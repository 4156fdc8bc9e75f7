namespace ScriptChat.Templates;

/// <summary>What became of a task's files.</summary>
/// <param name="Written">Those that were written, relative to the task's folder.</param>
/// <param name="Kept">Those that were there and are the author's own.</param>
public sealed record WrittenFiles(IReadOnlyList<string> Written, IReadOnlyList<string> Kept);
