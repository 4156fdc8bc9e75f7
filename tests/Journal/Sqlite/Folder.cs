namespace ScriptChat.Journal.Tests.Sqlite;

/// <summary>Data folders of a test.</summary>
internal sealed class Folder : IDisposable
{
    private readonly List<string> made = [];

    public string Last => made[^1];

    /// <summary>The path of one that is not there yet.</summary>
    public string Fresh()
    {
        made.Add(Path.Combine(Path.GetTempPath(), $"journal-{Guid.NewGuid():N}"));
        return Last;
    }

    /// <summary>A copy of one as it stands, as a killed runtime leaves it, but for the lock.</summary>
    public string Copy(string from)
    {
        var to = Fresh();
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from, "journal.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var target = File.Create(Path.Combine(to, Path.GetFileName(file)));
            source.CopyTo(target);
        }

        return to;
    }

    public void Dispose()
    {
        foreach (var path in made.Where(Directory.Exists)) Directory.Delete(path, recursive: true);
        made.Clear();
    }
}
