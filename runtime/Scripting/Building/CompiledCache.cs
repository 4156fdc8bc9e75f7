using System.Security.Cryptography;
using System.Text.Json;
using ScriptChat.Diagnostics;
using ScriptChat.Scripting.Compiled;
using ScriptChat.Scripting.Sources;

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
            var units = manifest.Units.Select(unit => Read(entry, unit)).ToList();
            return units.Contains(null) ? null : new CompiledTask([.. units.OfType<CompiledUnit>()], manifest.References, manifest.Loaded, [.. manifest.Warnings.Select(Warning)]);
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
            var units = task.Units.Select(unit => Write(draft, unit)).ToList();
            var warnings = task.Warnings.Select(item => new KeptWarning(item.Code, item.Message, item.Path, item.Line, item.Column));
            var manifest = new CompiledManifest(units, task.References, task.Loaded, [.. warnings]);
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

    private static CompiledUnit? Read(string entry, KeptUnit unit)
    {
        var image = File.ReadAllBytes(Path.Combine(entry, unit.ImageHash));
        return HashOf(image) == unit.ImageHash ? new CompiledUnit(unit.Kind, unit.Path, unit.AssemblyName, unit.TypeName, unit.Slot, image, unit.Places) : null;
    }

    private static KeptUnit Write(string entry, CompiledUnit unit)
    {
        var hash = HashOf(unit.Image);
        File.WriteAllBytes(Path.Combine(entry, hash), unit.Image);
        return new KeptUnit(unit.Kind, unit.Path, unit.AssemblyName, unit.TypeName, unit.Slot, hash, unit.Places);
    }

    private static string HashOf(byte[] image) => Convert.ToHexStringLower(SHA256.HashData(image));

    private static bool IsSame(FileStamp stamp) => File.Exists(stamp.Path) && SourceFile.Read(stamp.Path).Hash == stamp.Hash;

    private static Diagnostic Warning(KeptWarning kept) => new(kept.Code, Severity.Warning, kept.Message, kept.Path, kept.Line, kept.Column);

    private void Prune()
    {
        foreach (var old in new DirectoryInfo(folder).EnumerateDirectories().OrderByDescending(entry => entry.CreationTimeUtc).Skip(EntriesKept))
        {
            old.Delete(recursive: true);
        }
    }
}
