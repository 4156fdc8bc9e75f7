using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ScriptChat.Compiler.Compiled;
using ScriptChat.Compiler.Sources;
using ScriptChat.Scripting.Building;

namespace ScriptChat.Scripting.Keeping;

/// <summary>A kept version in one file, a zip archive: a single write to be durable, and any tool shows the author the scripts as
/// they were. Everything within is checked by hash when it is read.</summary>
internal sealed class VersionArchive
{
    private const string Manifest = "version.json";
    private const string Seal = "version.json.sha256";
    private const string CompiledFolder = "compiled/";

    private readonly Dictionary<string, byte[]> entries;

    private VersionArchive(KeptVersion version, Dictionary<string, byte[]> entries)
    {
        Version = version;
        this.entries = entries;
    }

    /// <summary>What is kept beside files.</summary>
    public KeptVersion Version { get; }

    /// <summary>An archive of a version, not written yet.</summary>
    public static VersionArchive Make(KeptContent content, string stamp, IEnumerable<SourceFile> loaded, IEnumerable<SourceFile> references, IEnumerable<KeptPackage> packages)
    {
        var (snapshot, task, module) = content;
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var config = snapshot.Config ?? throw new FileNotFoundException("the configuration is not there");
        List<KeptSource> sources = [Add(SourceRole.Config, config), .. snapshot.Scripts.Select(script => Add(SourceRole.Script, script)), .. loaded.Select(file => Add(SourceRole.Loaded, file))];
        var version = new KeptVersion
        {
            Format = KeptVersion.PresentFormat,
            Version = module.Version,
            Stamp = stamp,
            Folder = snapshot.Folder,
            Debug = module.Config.Debug,
            Opt = module.Config.Opt,
            Module = module.Module.ToJson(),
            Sources = sources,
            References = [.. references.Select(file => new KeptReference(file.Path, file.Hash))],
            Packages = [.. packages],
            Compiled = CompiledManifest.Of(task),
        };
        return new VersionArchive(version, files).With(task, stamp);

        KeptSource Add(SourceRole role, SourceFile file)
        {
            var entry = role == SourceRole.Loaded
                ? $"loaded/{files.Count}/{Path.GetFileName(file.Path)}"
                : $"sources/{Path.GetRelativePath(snapshot.Folder, file.Path).Replace(Path.DirectorySeparatorChar, '/')}";
            files[entry] = file.Bytes;
            return new KeptSource(role, file.Path, file.Hash, entry);
        }
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="JsonException">It is damaged.</exception>
    public static VersionArchive Read(string path)
    {
        using var zip = new ZipArchive(new MemoryStream(File.ReadAllBytes(path), writable: false), ZipArchiveMode.Read);
        var files = zip.Entries.ToDictionary(entry => entry.FullName, Bytes, StringComparer.Ordinal);
        if (!files.Remove(Manifest, out var manifest) || !files.Remove(Seal, out var seal) || !Sealed(manifest).AsSpan().SequenceEqual(seal))
        {
            throw new InvalidDataException($"{Manifest} in it is missing or damaged");
        }

        var version = JsonSerializer.Deserialize(manifest, KeptJson.Default.KeptVersion);
        if (version is not { Format: KeptVersion.PresentFormat }) throw new InvalidDataException("it was written by another version of the runtime");
        foreach (var source in version.Sources)
        {
            if (!files.TryGetValue(source.Entry, out var bytes) || new SourceFile(source.Path, bytes).Hash != source.Hash)
            {
                throw new InvalidDataException($"{source.Entry} in it is missing or damaged");
            }
        }

        return new VersionArchive(version, files);
    }

    /// <summary>The same with other compiled output.</summary>
    public VersionArchive With(CompiledTask task, string stamp)
    {
        var compiled = CompiledManifest.Of(task);
        var all = entries.Where(entry => !entry.Key.StartsWith(CompiledFolder, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
        foreach (var (unit, kept) in task.Units.Zip(compiled.Units)) all[CompiledFolder + kept.ImageHash] = unit.Image;
        return new VersionArchive(Version with { Stamp = stamp, Compiled = compiled }, all);
    }

    /// <summary>Writes it durably, over what may be there.</summary>
    public void Write(string path)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            var manifest = JsonSerializer.SerializeToUtf8Bytes(Version, KeptJson.Default.KeptVersion);
            foreach (var (name, bytes) in entries.Append(new(Manifest, manifest)).Append(new(Seal, Sealed(manifest))))
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(bytes);
            }
        }

        DurableFile.Write(path, memory.GetBuffer().AsSpan(0, (int)memory.Length));
    }

    /// <summary>The compiled task; null when it was made by something else or is damaged: the sources are there then.</summary>
    public CompiledTask? Compiled(string stamp) =>
        Version.Stamp == stamp ? Version.Compiled.ToTask(hash => entries.GetValueOrDefault(CompiledFolder + hash)) : null;

    /// <summary>The files of a role, each under the path where it was.</summary>
    public IEnumerable<SourceFile> Sources(SourceRole role) =>
        Version.Sources.Where(source => source.Role == role).Select(source => new SourceFile(source.Path, entries[source.Entry]));

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Sealed(byte[] manifest) => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(manifest)));
}
