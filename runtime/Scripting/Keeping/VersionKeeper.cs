using System.Text.Json;
using ScriptChat.Compiler.Compiled;
using ScriptChat.Compiler.Sources;
using ScriptChat.Diagnostics;
using ScriptChat.Packages.Restored;
using ScriptChat.Scripting.Building;

namespace ScriptChat.Scripting.Keeping;

/// <summary>Keeps versions on disk: <c>VERSION.zip</c> for each, and under <c>references/</c> the assemblies that they refer to.</summary>
internal sealed class VersionKeeper(string folder, string stamp, TimeProvider time)
{
    private const string Ending = ".zip";

    private readonly Lock gate = new();
    private readonly ReferenceStore references = new(Path.Combine(folder, "references"));

    /// <summary>Keeps a version that is about to go live. It goes live also when that fails: people are waiting for it, and only a
    /// restart would miss it.</summary>
    public void Keep(KeptContent content, DiagnosticBag bag)
    {
        var path = PathOf(content.Module.Version);
        lock (gate)
        {
            try
            {
                if (!IsKept(path)) Write(content, path);

                // Whoever looks into the folder sees which was live last.
                File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
            }
            catch (Exception error)
            {
                bag.Add(
                    ScriptCodes.VersionNotKept,
                    $"this version can't be kept, so its conversations will not outlive a restart: {error.Message}; make room, or give the runtime the right to write there, and save again",
                    path);
            }
        }
    }

    /// <summary>A kept version; null when it is not kept.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public VersionArchive? Find(string version)
    {
        var path = PathOf(version);
        return VersionName.Is(version) && File.Exists(path) ? VersionArchive.Read(path) : null;
    }

    /// <summary>Where a version is kept, or would be.</summary>
    public string PathOf(string version) => Path.Combine(folder, version + Ending);

    /// <summary>The assemblies that a version refers to, where they are now.</summary>
    /// <exception cref="FileNotFoundException">One is not there.</exception>
    public IReadOnlyList<SourceFile> References(KeptVersion version) => [.. version.References.Select(references.Find)];

    /// <summary>The packages of a version, their files where they are now.</summary>
    /// <exception cref="FileNotFoundException">One is not there.</exception>
    public IReadOnlyList<RestoredPackage> Packages(KeptVersion version) => [.. (version.Packages ?? []).Select(references.Find)];

    /// <summary>Keeps what this runtime made of a kept version. Not being able to only makes the next start slower.</summary>
    public void Renew(VersionArchive archive, CompiledTask task)
    {
        var path = PathOf(archive.Version.Version);
        lock (gate)
        {
            try
            {
                // Somebody may have cleared the folder meanwhile.
                if (!File.Exists(path)) return;
                var lived = File.GetLastWriteTimeUtc(path);
                archive.With(task, stamp).Write(path);
                File.SetLastWriteTimeUtc(path, lived);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // What was kept is still there.
            }
        }
    }

    private void Write(KeptContent content, string path)
    {
        List<SourceFile> named = [.. content.Task.References.Select(Read)];
        named.AddRange(Neighbours.Of(named));
        Directory.CreateDirectory(folder);
        foreach (var file in named) references.Keep(file);
        KeptPackage[] packages = [.. content.Task.Packages.Select(references.Keep)];
        VersionArchive.Make(content, stamp, content.Task.Loaded.Select(Read), named, packages).Write(path);
    }

    private static SourceFile Read(FileStamp file)
    {
        var read = SourceFile.Read(file.Path);
        return read.Hash == file.Hash ? read : throw new IOException($"{file.Path} was changed meanwhile");
    }

    // One that is damaged or was compiled by another runtime is written anew.
    private bool IsKept(string path)
    {
        try
        {
            if (!File.Exists(path)) return false;
            var archive = VersionArchive.Read(path);
            References(archive.Version);
            return archive.Compiled(stamp) is not null && (archive.Version.Packages ?? []).All(references.Has);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or JsonException or ArgumentException or NullReferenceException)
        {
            return false;
        }
    }
}
