using System.Text.Json;
using System.Text.Json.Nodes;
using ScriptChat.Diagnostics;
using ScriptChat.Worlds;

namespace ScriptChat.Models;

/// <summary>What a kind gets to load a model from.</summary>
/// <param name="name">The model's name.</param>
/// <param name="settings">Its settings.</param>
/// <param name="place">Where its table stands.</param>
/// <param name="folder">The task's folder.</param>
/// <param name="scripts">Finds the responder of a script of the task.</param>
/// <param name="bag">Where to say what is wrong.</param>
internal sealed class ModelSource(
    string name, JsonObject settings, ModelPlace place, string folder, Func<string, IResponder?> scripts, DiagnosticBag bag)
{
    public string Name => name;

    public Func<string, IResponder?> Scripts => scripts;

    public string? Text(string key) => settings[key] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>The file that a setting names, relative to the folder with '/' between its parts, there or not; null after saying
    /// what is wrong.</summary>
    public string? File(string key, string example)
    {
        if (Text(key) is not { Length: > 0 } file)
        {
            Say(ModelCodes.MissingSetting, $"the model '{name}' has no {key}; add {key} = \"{example}\"");
            return null;
        }

        var root = Path.GetFullPath(folder);
        var full = Path.GetFullPath(Path.Combine(root, file));
        if (!full.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            Say(ModelCodes.NoModelFile, $"the {key} of the model '{name}' is '{file}'; name a file in the task's folder");
            return null;
        }

        return Path.GetRelativePath(root, full).Replace(Path.DirectorySeparatorChar, '/');
    }

    /// <summary>Whether the file that a setting names is there; says so when it is not.</summary>
    public bool IsThere(string key)
    {
        if (System.IO.File.Exists(Path.Combine(folder, Text(key) ?? ""))) return true;
        Say(ModelCodes.NoModelFile, $"the {key} of the model '{name}' is not there: {Text(key)}; write the file, or name one that is in the task's folder");
        return false;
    }

    public void Say(DiagnosticCode code, string message) => bag.Add(code, message, place.Path, place.Line, place.Column);
}
