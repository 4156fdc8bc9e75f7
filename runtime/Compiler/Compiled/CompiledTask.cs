using ScriptChat.Diagnostics;
using ScriptChat.Packages.Restored;

namespace ScriptChat.Compiler.Compiled;

/// <summary>All that is needed to load and bind a task's scripts without a compiler.</summary>
/// <param name="Units">The assemblies, those that others build on first.</param>
/// <param name="References">The assemblies that the scripts name with <c>#r</c>.</param>
/// <param name="Loaded">What the scripts <c>#load</c> from outside the task's folder.</param>
/// <param name="Warnings">What the compiler warned of.</param>
public sealed record CompiledTask(
    IReadOnlyList<CompiledUnit> Units, IReadOnlyList<FileStamp> References, IReadOnlyList<FileStamp> Loaded, IReadOnlyList<Diagnostic> Warnings)
{
    /// <summary>The packages that the scripts ask for, and those that these need.</summary>
    public IReadOnlyList<RestoredPackage> Packages { get; init; } = [];

    /// <summary>The lock file that says which these are, its hash empty when there is none; null when there are no packages.</summary>
    public FileStamp? Lock { get; init; }
}

/// <summary>A file and the hash of what it held.</summary>
public sealed record FileStamp(string Path, string Hash);

/// <summary>What a compiled script is for.</summary>
public enum UnitKind
{
    /// <summary>The files that are not a world themselves, together.</summary>
    Library,

    /// <summary>A file that is a world.</summary>
    World,

    /// <summary>A file that is a model.</summary>
    Model,
}

/// <summary>One compiled script.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Path">The full path of the script; of the folder for the library.</param>
/// <param name="AssemblyName">The assembly's name.</param>
/// <param name="TypeName">The type that holds what stands at the top of the script.</param>
/// <param name="Slot">Where the script's instance stands in the array that its factory fills.</param>
/// <param name="Image">The assembly, its debug information within.</param>
/// <param name="Places">Where its types and functions stand.</param>
public sealed record CompiledUnit(
    UnitKind Kind, string Path, string AssemblyName, string TypeName, int Slot, byte[] Image, IReadOnlyList<Place> Places)
{
    /// <summary>The name of a file: the world's name when it is one.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);
}

/// <summary>Where a type or a function stands.</summary>
/// <param name="Type">The type's name; empty for what stands at the top of a script.</param>
/// <param name="Member">The function's name; empty for the type itself.</param>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1.</param>
public sealed record Place(string Type, string Member, string Path, int Line, int Column);
