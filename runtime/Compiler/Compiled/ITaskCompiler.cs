using ScriptChat.Compiler.Sources;
using ScriptChat.Diagnostics;
using ScriptChat.Packages.Requests;
using ScriptChat.Packages.Restored;
using ScriptChat.Tasks;

namespace ScriptChat.Compiler.Compiled;

/// <summary>Compiles a task. An interface only so that a start from the cache loads no compiler.</summary>
public interface ITaskCompiler
{
    /// <summary>Compiles the snapshot.</summary>
    /// <param name="snapshot">The files.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="packages">Gets the packages that the scripts ask for; not called when they ask for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<CompileOutcome> CompileAsync(TaskSnapshot snapshot, TaskConfig config, PackageStep packages, CancellationToken cancellationToken);
}

/// <summary>Gets the packages that scripts ask for; null after saying what is wrong.</summary>
public delegate Task<IReadOnlyList<RestoredPackage>?> PackageStep(IReadOnlyList<PackageRequest> requests, DiagnosticBag bag, CancellationToken cancellationToken);

/// <summary>What a compilation gave.</summary>
/// <param name="Task">What it made; null after errors.</param>
/// <param name="Diagnostics">What the compiler and the checks said.</param>
/// <param name="Asked">Files outside the folder's scripts that were asked for, found or not: a change to them counts.</param>
public sealed record CompileOutcome(CompiledTask? Task, IReadOnlyList<Diagnostic> Diagnostics, IReadOnlyList<string> Asked);
