using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
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

/// <summary>Reads and writes it without reflection, so that a start from it is quick.</summary>
[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(KeptVersion))]
internal sealed partial class KeptJson : JsonSerializerContext;
