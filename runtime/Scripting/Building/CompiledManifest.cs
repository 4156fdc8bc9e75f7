using System.Text.Json.Serialization;
using ScriptChat.Scripting.Compiled;

namespace ScriptChat.Scripting.Building;

/// <summary>What is kept of a compiled task beside its assemblies.</summary>
internal sealed record CompiledManifest(
    IReadOnlyList<KeptUnit> Units, IReadOnlyList<FileStamp> References, IReadOnlyList<FileStamp> Loaded, IReadOnlyList<KeptWarning> Warnings);

/// <summary>A unit, its assembly as the hash of the file that holds it.</summary>
internal sealed record KeptUnit(UnitKind Kind, string Path, string AssemblyName, string TypeName, int Slot, string ImageHash, IReadOnlyList<Place> Places);

/// <summary>A warning of the compiler.</summary>
internal sealed record KeptWarning(string Code, string Message, string? Path, int Line, int Column);

/// <summary>Reads and writes manifests without reflection, so that a start from the cache is quick.</summary>
[JsonSerializable(typeof(CompiledManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
