using System.Text.Json;
using ScriptChat.Compiler.Compiled;
using ScriptChat.Compiler.Sources;

namespace ScriptChat.Scripting.Building;

/// <summary>Compiled output on disk, by content. An entry that is damaged or stale is as good as none.</summary>
internal sealed class CompiledCache(string folder)
{
    private const string ManifestName = "manifest.json";
    private const int EntriesKept = 20;

    /// <summary>What was kept under a key, if all that it was made of is still the same.</summary>
    public CompiledTask? Find(string key)
    {
        try
        {
            var entry = Path.Combine(folder, key);
            var path = Path.Combine(entry, ManifestName);
            if (!File.Exists(path)) return null;
            var manifest = JsonSerializer.Deserialize(File.ReadAllBytes(path), ManifestJson.Default.CompiledManifest);
            if (manifest is null || !manifest.References.Concat(manifest.Loaded).All(IsSame)) return null;
            if (manifest.Lock is { } locked && !IsSameLock(locked)) return null;
            if (manifest.Packages?.All(package => package.IsThere()) == false) return null;
            return manifest.ToTask(hash => File.ReadAllBytes(Path.Combine(entry, hash)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or NullReferenceException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Keeps compiled output; not being able to is no failure, only slower next time.</summary>
    public void Keep(string key, CompiledTask task)
    {
        var entry = Path.Combine(folder, key);
        var draft = $"{entry}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(draft);
            var manifest = CompiledManifest.Of(task);
            foreach (var (unit, kept) in task.Units.Zip(manifest.Units)) File.WriteAllBytes(Path.Combine(draft, kept.ImageHash), unit.Image);
            File.WriteAllBytes(Path.Combine(draft, ManifestName), JsonSerializer.SerializeToUtf8Bytes(manifest, ManifestJson.Default.CompiledManifest));
            if (Directory.Exists(entry)) Directory.Delete(entry, recursive: true);
            Directory.Move(draft, entry);
            Prune();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        }
    }

    private static bool IsSame(FileStamp stamp) => File.Exists(stamp.Path) && SourceFile.Read(stamp.Path).Hash == stamp.Hash;

    private static bool IsSameLock(FileStamp stamp) => (File.Exists(stamp.Path) ? SourceFile.Read(stamp.Path).Hash : "") == stamp.Hash;

    private void Prune()
    {
        foreach (var old in new DirectoryInfo(folder).EnumerateDirectories().OrderByDescending(entry => entry.CreationTimeUtc).Skip(EntriesKept))
        {
            old.Delete(recursive: true);
        }
    }
}
