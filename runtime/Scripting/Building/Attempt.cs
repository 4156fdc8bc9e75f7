using ScriptChat.Compiler.Sources;

namespace ScriptChat.Scripting.Building;

/// <summary>The state that was tried last, to tell whether a save changed anything.</summary>
internal sealed class Attempt(TaskSnapshot snapshot, IReadOnlyList<string> asked)
{
    private readonly string state = StateOf(snapshot, asked);

    /// <summary>The files as they were.</summary>
    public TaskSnapshot Snapshot => snapshot;

    /// <summary>Whether it went live.</summary>
    public bool IsLive { get; set; }

    /// <summary>Whether everything that it was made of is still the same.</summary>
    public bool IsSame(TaskSnapshot other) => StateOf(other, asked) == state;

    private static string StateOf(TaskSnapshot snapshot, IReadOnlyList<string> asked) =>
        snapshot.Hash(asked.Select(path => $"{path}={(File.Exists(path) ? SourceFile.Read(path).Hash : "")}"));
}
