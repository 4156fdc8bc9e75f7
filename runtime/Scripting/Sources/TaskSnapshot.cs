using System.Security.Cryptography;
using System.Text;

namespace ScriptChat.Scripting.Sources;

/// <summary>All files of a task as they were at one moment.</summary>
internal sealed class TaskSnapshot
{
    private const int HashedWhole = 16 * 1024 * 1024;
    private readonly Dictionary<string, SourceFile> scripts;

    private TaskSnapshot(string folder, Dictionary<string, SourceFile> found, SortedDictionary<string, string> hashes)
    {
        Folder = folder;
        scripts = found;
        Hashes = hashes;
    }

    /// <summary>The task's folder.</summary>
    public string Folder { get; }

    /// <summary>The scripts, in a fixed order.</summary>
    public IEnumerable<SourceFile> Scripts => scripts.Values;

    /// <summary>The hash of every file, by its full path.</summary>
    public IReadOnlyDictionary<string, string> Hashes { get; }

    /// <summary>Reads the folder.</summary>
    /// <exception cref="IOException">The folder or a file of it can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or a file of it may not be read.</exception>
    public static TaskSnapshot Take(string folder, string? apart)
    {
        var found = new Dictionary<string, SourceFile>(StringComparer.Ordinal);
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in TaskFiles.Find(folder, apart))
        {
            try
            {
                hashes[path] = Hash(path, found);
            }
            catch (FileNotFoundException)
            {
                // Gone between the listing and the reading, as an editor's temporary file is: it is not there.
            }
        }

        return new TaskSnapshot(folder, found, hashes);
    }

    /// <summary>A script of the folder, or null.</summary>
    public SourceFile? Script(string path) => scripts.GetValueOrDefault(path);

    /// <summary>A hash over the files that decide what is compiled, and over <paramref name="more"/>.</summary>
    public string CodeHash(params IEnumerable<string> more) => HashOf(more.Append(Folder).Concat(
        Hashes.Where(pair => TaskFiles.IsScript(pair.Key) || Path.GetFileName(pair.Key) == TaskFiles.ConfigName).Select(Line)));

    /// <summary>A hash over all files, and over <paramref name="more"/>.</summary>
    public string Hash(params IEnumerable<string> more) => HashOf(more.Concat(Hashes.Select(Line)));

    /// <summary>The files that differ from another snapshot's, relative to the folder.</summary>
    public IReadOnlyList<string> Differences(TaskSnapshot? other) => other is null ? [] :
    [
        .. Hashes.Keys.Union(other.Hashes.Keys, StringComparer.Ordinal)
            .Where(path => Hashes.GetValueOrDefault(path) != other.Hashes.GetValueOrDefault(path))
            .Select(path => Path.GetRelativePath(Folder, path))
            .Order(StringComparer.Ordinal),
    ];

    private static string Hash(string path, Dictionary<string, SourceFile> found)
    {
        var isScript = TaskFiles.IsScript(path);
        if (!isScript)
        {
            var info = new FileInfo(path);
            if (info.Length > HashedWhole) return $"{info.Length}@{info.LastWriteTimeUtc.Ticks}";
        }

        var file = SourceFile.Read(path);
        if (isScript) found[path] = file;
        return file.Hash;
    }

    private string Line(KeyValuePair<string, string> pair) => $"{Path.GetRelativePath(Folder, pair.Key)}={pair.Value}";

    private static string HashOf(IEnumerable<string> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..32];
}
