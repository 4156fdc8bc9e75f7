using System.Security.Cryptography;
using System.Text.Json.Serialization;
using ScriptChat.Compiler.Compiled;
using ScriptChat.Diagnostics;
using ScriptChat.Packages.Restored;

namespace ScriptChat.Scripting.Building;

/// <summary>What is kept of a compiled task beside its assemblies.</summary>
internal sealed record CompiledManifest(
    IReadOnlyList<KeptUnit> Units, IReadOnlyList<FileStamp> References, IReadOnlyList<FileStamp> Loaded, IReadOnlyList<KeptWarning> Warnings,
    IReadOnlyList<RestoredPackage>? Packages = null, FileStamp? Lock = null)
{
    /// <summary>The manifest of a task.</summary>
    public static CompiledManifest Of(CompiledTask task) => new(
        [.. task.Units.Select(unit => new KeptUnit(unit.Kind, unit.Path, unit.AssemblyName, unit.TypeName, unit.Slot, HashOf(unit.Image), unit.Places))],
        task.References,
        task.Loaded,
        [.. task.Warnings.Select(item => new KeptWarning(item.Code, item.Message, item.Path, item.Line, item.Column))],
        task.Packages,
        task.Lock);

    /// <summary>The task again; null when an assembly is missing or no longer what it was.</summary>
    /// <param name="imageOf">The assembly that was kept under a hash.</param>
    public CompiledTask? ToTask(Func<string, byte[]?> imageOf)
    {
        var units = new List<CompiledUnit>();
        foreach (var unit in Units)
        {
            if (imageOf(unit.ImageHash) is not { } image || HashOf(image) != unit.ImageHash) return null;
            units.Add(new CompiledUnit(unit.Kind, unit.Path, unit.AssemblyName, unit.TypeName, unit.Slot, image, unit.Places));
        }

        return new CompiledTask(units, References, Loaded, [.. Warnings.Select(kept => new Diagnostic(kept.Code, Severity.Warning, kept.Message, kept.Path, kept.Line, kept.Column))])
        {
            Packages = Packages ?? [],
            Lock = Lock,
        };
    }

    private static string HashOf(byte[] image) => Convert.ToHexStringLower(SHA256.HashData(image));
}

/// <summary>A unit, its assembly as the hash of the file that holds it.</summary>
internal sealed record KeptUnit(UnitKind Kind, string Path, string AssemblyName, string TypeName, int Slot, string ImageHash, IReadOnlyList<Place> Places);

/// <summary>A warning of the compiler.</summary>
internal sealed record KeptWarning(string Code, string Message, string? Path, int Line, int Column);

/// <summary>Reads and writes manifests without reflection, so that a start from the cache is quick.</summary>
[JsonSerializable(typeof(CompiledManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
