namespace ScriptChat.House.Tests.Sources;

/// <summary>The checkout that the tests run in: found upward from the test's own folder by its solution.</summary>
internal static class Repository
{
    private static readonly string[] Left = [".git", ".vs", ".idea", "bin", "obj", "artifacts", "data", "TestResults", "node_modules"];

    public static string Root { get; } = FindRoot();

    /// <summary>Every file that is written by hand, by its path from the root with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(Root).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<Project> Projects { get; } =
        [.. Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).Select(file => new Project(file))];

    public static string At(string file) => Path.Combine(Root, file);

    public static string Read(string file) => File.ReadAllText(At(file));

    public static bool Exists(string path) => File.Exists(At(path)) || Directory.Exists(At(path));

    /// <summary>Whether the tests write anew what they would compare.</summary>
    public static bool Accepts => Environment.GetEnvironmentVariable("SCRIPTCHAT_ACCEPT") == "1";

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ScriptChat.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("No ScriptChat.sln above the tests.");
    }

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            // A worktree's .git is a file.
            if (Path.GetFileName(file) != ".git" && !file.EndsWith(".user", StringComparison.Ordinal)) yield return Path.GetRelativePath(Root, file).Replace('\\', '/');
        }

        foreach (var below in Directory.EnumerateDirectories(folder).Where(name => !Left.Contains(Path.GetFileName(name))))
        {
            foreach (var file in Walk(below)) yield return file;
        }
    }
}
