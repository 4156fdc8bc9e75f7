using System.Security.Cryptography;
using System.Text;

namespace ScriptChat.Compiler.Sources;

/// <summary>All files of a task as they were at one moment.</summary>
public sealed class TaskSnapshot
{
    private const int HashedWhole = 16 * 1024 * 1024;
    private readonly Dictionary<string, SourceFile> scripts;
    private readonly IReadOnlyDictionary<string, SourceFile>? kept;

    private TaskSnapshot(
        string folder, SourceFile? config, Dictionary<string, SourceFile> found, SortedDictionary<string, string> hashes, IReadOnlyDictionary<string, SourceFile>? kept = null)
    {
        Folder = folder;
        Config = config;
        scripts = found;
        Hashes = hashes;
        this.kept = kept;
    }

    /// <summary>The task's folder.</summary>
    public string Folder { get; }

    /// <summary>The configuration; null when there is none.</summary>
    public SourceFile? Config { get; }

    /// <summary>The scripts, in a fixed order.</summary>
    public IEnumerable<SourceFile> Scripts => scripts.Values;

    /// <summary>The hash of every file, by its full path.</summary>
    public IReadOnlyDictionary<string, string> Hashes { get; }

    /// <summary>Reads the folder.</summary>
    /// <exception cref="IOException">The folder or a file of it can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or a file of it may not be read.</exception>
    public static TaskSnapshot Take(string folder, IReadOnlyList<string> apart)
    {
        var configPath = Path.Combine(folder, TaskFiles.ConfigName);
        var found = new Dictionary<string, SourceFile>(StringComparer.Ordinal);
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in TaskFiles.Find(folder, apart))
        {
            try
            {
                hashes[path] = Hash(path, configPath, found);
            }
            catch (FileNotFoundException)
            {
                // Gone between the listing and the reading, as an editor's temporary file is: it is not there.
            }
        }

        found.Remove(configPath, out var config);
        return new TaskSnapshot(folder, config, found, hashes);
    }

    /// <summary>A snapshot of a folder that was: nothing of it is read from disk, nor what its scripts name outside of it.</summary>
    /// <param name="folder">Where the task's folder was.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="scripts">The scripts.</param>
    /// <param name="others">What the scripts load and refer to besides.</param>
    public static TaskSnapshot Restore(string folder, SourceFile config, IEnumerable<SourceFile> scripts, IEnumerable<SourceFile> others)
    {
        var found = scripts.OrderBy(file => file.Path, StringComparer.Ordinal).ToDictionary(file => file.Path, StringComparer.Ordinal);
        var hashes = new SortedDictionary<string, string>(found.Values.Append(config).ToDictionary(file => file.Path, file => file.Hash), StringComparer.Ordinal);
        return new TaskSnapshot(folder, config, found, hashes, others.ToDictionary(file => file.Path, StringComparer.Ordinal));
    }

    /// <summary>A script of the folder, or null.</summary>
    public SourceFile? Script(string path) => scripts.GetValueOrDefault(path);

    /// <summary>A file that is none of the folder's scripts, as it is on disk now; null when it is not there.</summary>
    public SourceFile? Other(string path) => kept is not null ? kept.GetValueOrDefault(path) : File.Exists(path) ? SourceFile.Read(path) : null;

    /// <summary>Whether such a file is there.</summary>
    public bool HasOther(string path) => kept?.ContainsKey(path) ?? File.Exists(path);

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

    private static string Hash(string path, string configPath, Dictionary<string, SourceFile> found)
    {
        var isNeeded = TaskFiles.IsScript(path) || path == configPath;
        if (!isNeeded)
        {
            var info = new FileInfo(path);
            if (info.Length > HashedWhole) return $"{info.Length}@{info.LastWriteTimeUtc.Ticks}";
        }

        var file = SourceFile.Read(path);
        if (isNeeded) found[path] = file;
        return file.Hash;
    }

    private string Line(KeyValuePair<string, string> pair) => $"{Path.GetRelativePath(Folder, pair.Key)}={pair.Value}";

    private static string HashOf(IEnumerable<string> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..32];
}
