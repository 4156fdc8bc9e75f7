using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ScriptChat.Packages.Restored;
using ScriptChat.Scripting.Building;

namespace ScriptChat.Scripting.Keeping;

/// <summary>What is kept of a version beside its files.</summary>
internal sealed record KeptVersion
{
    /// <summary>The only form of it that there is so far.</summary>
    public const int PresentFormat = 1;

    /// <summary>The form in which it is kept.</summary>
    public required int Format { get; init; }

    /// <summary>Its name.</summary>
    public required string Version { get; init; }

    /// <summary>What it was compiled by.</summary>
    public required string Stamp { get; init; }

    /// <summary>Where the task's folder was.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether <c>opt.debug</c> was on.</summary>
    public required bool Debug { get; init; }

    /// <summary>The options as worlds got them: the command line may have changed them.</summary>
    public required JsonObject Opt { get; init; }

    /// <summary>What <c>module_initialize</c> gave.</summary>
    public required JsonObject Module { get; init; }

    /// <summary>The files that it was compiled from.</summary>
    public required IReadOnlyList<KeptSource> Sources { get; init; }

    /// <summary>The assemblies that its scripts refer to, and those that these need.</summary>
    public required IReadOnlyList<KeptReference> References { get; init; }

    /// <summary>The packages that its scripts ask for, and those that these need; null in a version from before there were any.</summary>
    public IReadOnlyList<KeptPackage>? Packages { get; init; }

    /// <summary>What was compiled.</summary>
    public required CompiledManifest Compiled { get; init; }
}

/// <summary>A file that a version was compiled from.</summary>
/// <param name="Role">What it is.</param>
/// <param name="Path">Where it was.</param>
/// <param name="Hash">The hash of what it held.</param>
/// <param name="Entry">Where it is in the archive.</param>
internal sealed record KeptSource(SourceRole Role, string Path, string Hash, string Entry);

/// <summary>What a kept file is.</summary>
internal enum SourceRole
{
    /// <summary>The configuration.</summary>
    Config,

    /// <summary>A script of the folder.</summary>
    Script,

    /// <summary>Something else that a script loads.</summary>
    Loaded,
}

/// <summary>An assembly that a version refers to.</summary>
/// <param name="Path">Where it was.</param>
/// <param name="Hash">The hash of what it held.</param>
internal sealed record KeptReference(string Path, string Hash);

/// <summary>A package of a version.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="ContentHash">The hash of all that it holds.</param>
/// <param name="Folder">Where it was unpacked.</param>
/// <param name="Files">Its files that scripts need.</param>
internal sealed record KeptPackage(string Id, string Version, string ContentHash, string Folder, IReadOnlyList<KeptPackageFile> Files)
{
    /// <summary>The package with its files in other places.</summary>
    public RestoredPackage At(Func<KeptPackageFile, string> place) =>
        new(Id, Version, ContentHash, Folder, [.. Files.Select(file => new PackageFile(file.Use, place(file)))]);
}

/// <summary>A file of a package.</summary>
/// <param name="Use">What it is for.</param>
/// <param name="Path">Where it was.</param>
/// <param name="Hash">The hash of what it held.</param>
/// <param name="Place">The folder of its copy: its hash, but one for all libraries of native code of a package, as these look for each
/// other beside them.</param>
internal sealed record KeptPackageFile(PackageFileUse Use, string Path, string Hash, string Place);

/// <summary>Reads and writes it without reflection, so that a start from it is quick.</summary>
[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(KeptVersion))]
internal sealed partial class KeptJson : JsonSerializerContext;
