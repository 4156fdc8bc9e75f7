using ScriptChat.Diagnostics;
using ScriptChat.Scripting.Sources;
using ScriptChat.Tasks;

namespace ScriptChat.Scripting.Compiled;

/// <summary>Compiles a task. An interface only so that a start from the cache loads no compiler.</summary>
internal interface ITaskCompiler
{
    /// <summary>Compiles the snapshot.</summary>
    CompileOutcome Compile(TaskSnapshot snapshot, TaskConfig config, CancellationToken cancellationToken);
}

/// <summary>What a compilation gave.</summary>
/// <param name="Task">What it made; null after errors.</param>
/// <param name="Diagnostics">What the compiler and the checks said.</param>
/// <param name="Asked">Files outside the folder's scripts that were asked for, found or not: a change to them counts.</param>
internal sealed record CompileOutcome(CompiledTask? Task, IReadOnlyList<Diagnostic> Diagnostics, IReadOnlyList<string> Asked);
