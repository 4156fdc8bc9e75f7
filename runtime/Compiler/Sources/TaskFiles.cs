namespace ScriptChat.Compiler.Sources;

/// <summary>Which files of a folder make a task.</summary>
public static class TaskFiles
{
    /// <summary>The name of the configuration.</summary>
    public const string ConfigName = "config.toml";

    /// <summary>The name of the lock file of packages. It counts by what it chose, not as a file: a restore writes it.</summary>
    public const string LockName = "packages.lock.json";

    private static readonly string[] FoldersApart = ["bin", "obj", "node_modules"];

    // What a run writes, what tests and people read, and what editors leave for a moment while they save.
    private static readonly string[] EndingsApart =
        [".dialogue", ".md", ".db", ".db-wal", ".db-shm", ".db-journal", ".log", ".tmp", ".bak", ".swp", ".swx", "~", "#", ".sln", ".lscache"];

    /// <summary>Every file of the task, in a fixed order.</summary>
    /// <param name="folder">The task's folder.</param>
    /// <param name="apart">The full paths of folders that do not count although they may lie within.</param>
    public static IEnumerable<string> Find(string folder, IReadOnlyList<string> apart)
    {
        var found = new List<string>();
        Collect(folder, apart, found);
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    /// <summary>Whether a path within the folder could be a file of the task.</summary>
    public static bool Counts(string folder, IReadOnlyList<string> apart, string path)
    {
        if (apart.Any(own => Within(own, path))) return false;
        var parts = Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar);
        return Array.TrueForAll(parts[..^1], FolderCounts) && FileCounts(parts[^1]);
    }

    /// <summary>Whether it is a script.</summary>
    public static bool IsScript(string path) => path.EndsWith(".csx", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether <paramref name="path"/> lies under <paramref name="folder"/>.</summary>
    public static bool Within(string folder, string path) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static void Collect(string folder, IReadOnlyList<string> apart, List<string> found)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            if (FileCounts(Path.GetFileName(file))) found.Add(file);
        }

        foreach (var inner in Directory.EnumerateDirectories(folder))
        {
            var isLink = File.GetAttributes(inner).HasFlag(FileAttributes.ReparsePoint);
            if (!isLink && !apart.Contains(inner) && FolderCounts(Path.GetFileName(inner))) Collect(inner, apart, found);
        }
    }

    private static bool FolderCounts(string name) => !name.StartsWith('.') && !FoldersApart.Contains(name);

    // Settings of an editor are none of the task's. 4913 is what vim creates for a moment to see whether it may write.
    private static bool FileCounts(string name) =>
        !name.StartsWith('.') && name is not ("omnisharp.json" or "4913" or LockName) && !Array.Exists(EndingsApart, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
