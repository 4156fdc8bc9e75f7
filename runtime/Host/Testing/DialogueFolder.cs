using ScriptChat.Diagnostics;
using ScriptChat.Host.Output;

namespace ScriptChat.Host.Testing;

/// <summary>The dialogues of a task.</summary>
internal static class DialogueFolder
{
    /// <summary>The paths of the dialogues in a folder and below it, as somebody in the current folder would type them, in order.</summary>
    /// <param name="folder">The task's folder.</param>
    /// <param name="filter">What a path must have in it, whatever the case; null for all.</param>
    /// <param name="bag">Where to say that there are none.</param>
    public static IReadOnlyList<string> Find(string folder, string? filter, DiagnosticBag bag)
    {
        // A folder that is not there is the catalog's to tell.
        if (!Directory.Exists(folder)) return [];
        var all = Directory.EnumerateFiles(folder, "*.dialogue", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .Where(path => !Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar).Any(part => part.StartsWith('.')))
            .Order(StringComparer.Ordinal)
            .ToList();
        var chosen = all.Where(path => filter is null || Path.GetRelativePath(folder, path).Contains(filter, StringComparison.OrdinalIgnoreCase))
            .Select(path => DiagnosticFormats.Relative(Path.GetFullPath(path)))
            .ToList();
        if (all.Count == 0) bag.Add(DialogueCodes.NoDialogues, "the task has no dialogues to play; write a NAME.dialogue into its folder, beginning with 'Ann enters'", folder);
        else if (chosen.Count == 0) bag.Add(DialogueCodes.NoDialogues, $"none of the task's {all.Count} dialogues has '{filter}' in its path; leave out --filter to play them all", folder);
        return chosen;
    }
}
