using ScriptChat.Compiler.Compiled;
using ScriptChat.Compiler.Sources;
using ScriptChat.Tasks;

namespace ScriptChat.Scripting.Keeping;

/// <summary>All of a version that is to be kept.</summary>
/// <param name="Snapshot">The files that it was made of.</param>
/// <param name="Task">What was compiled.</param>
/// <param name="Module">The version, ready.</param>
internal sealed record KeptContent(TaskSnapshot Snapshot, CompiledTask Task, WorldModule Module);
