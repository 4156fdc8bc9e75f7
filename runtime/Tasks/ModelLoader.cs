using ScriptChat.Diagnostics;
using ScriptChat.Worlds;

namespace ScriptChat.Tasks;

/// <summary>Loads a configured model, as the host composes it. Called in the background, before a version goes live.</summary>
/// <param name="model">Its configuration.</param>
/// <param name="folder">The task's folder.</param>
/// <param name="scripts">Finds the responder of a script of the task by its file, relative to the folder; null when the
/// script has none.</param>
/// <param name="diagnostics">Where to say what is wrong.</param>
/// <returns>The responder, or null after saying why not.</returns>
public delegate IResponder? ModelLoader(ModelConfig model, string folder, Func<string, IResponder?> scripts, DiagnosticBag diagnostics);

/// <summary>Checks a model's settings without loading it, as the host composes it.</summary>
/// <param name="model">Its configuration.</param>
/// <param name="folder">The task's folder.</param>
/// <param name="diagnostics">Where to say what is wrong.</param>
public delegate void ModelCheck(ModelConfig model, string folder, DiagnosticBag diagnostics);
