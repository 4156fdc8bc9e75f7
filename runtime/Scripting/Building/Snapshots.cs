using ScriptChat.Compiler.Sources;
using ScriptChat.Diagnostics;

namespace ScriptChat.Scripting.Building;

/// <summary>Takes snapshots, and says in words why one can't be taken.</summary>
internal static class Snapshots
{
    /// <summary>The folder's present state; null after saying what is wrong.</summary>
    public static TaskSnapshot? Take(string folder, IReadOnlyList<string> apart, DiagnosticBag bag)
    {
        try
        {
            if (Directory.Exists(folder)) return TaskSnapshot.Take(folder, apart);
            bag.Add(ScriptCodes.FolderGone, "the task's folder is not there; bring it back", folder);
        }
        catch (DirectoryNotFoundException)
        {
            bag.Add(ScriptCodes.FolderGone, "the task's folder vanished while it was read; bring it back", folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            bag.Add(ScriptCodes.UnreadableFile, $"a file of the task can't be read: {error.Message}", folder);
        }

        return null;
    }
}
