using System.Text.Json.Nodes;
using ScriptChat.Diagnostics;
using ScriptChat.Worlds;

namespace ScriptChat.Models;

/// <summary>Loads what stands under <c>[opt.models]</c>.</summary>
public static class ModelKinds
{
    // A new kind is a class and a place in this list.
    private static readonly IModelKind[] Kinds = [new ScriptModel()];

    /// <summary>The kinds there are, as written as <c>model</c> in the configuration.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Kinds.Select(kind => kind.Name)];

    /// <summary>Loads a model. May take long; call it off the conversations' threads, once for each version of the task.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="settings">All of its settings.</param>
    /// <param name="place">Where its table stands in the configuration, for messages.</param>
    /// <param name="folder">The task's folder.</param>
    /// <param name="scripts">Finds the responder of a script of the task by its file, relative to the folder with '/' between
    /// its parts; null when the script has no function <c>respond</c>.</param>
    /// <param name="bag">Where to say what is wrong.</param>
    /// <returns>The responder, or null after saying why not.</returns>
    public static IResponder? Load(
        string name, string kind, JsonObject settings, ModelPlace place, string folder, Func<string, IResponder?> scripts, DiagnosticBag bag)
    {
        ArgumentNullException.ThrowIfNull(bag);
        var source = new ModelSource(name, settings, place, folder, scripts, bag);
        return Find(kind, source)?.Load(source);
    }

    /// <summary>Says what is wrong with a model's settings, as far as can be told without loading it or running anything.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="settings">All of its settings.</param>
    /// <param name="place">Where its table stands in the configuration, for messages.</param>
    /// <param name="folder">The task's folder.</param>
    /// <param name="bag">Where to say what is wrong.</param>
    public static void Check(string name, string kind, JsonObject settings, ModelPlace place, string folder, DiagnosticBag bag)
    {
        ArgumentNullException.ThrowIfNull(bag);
        var source = new ModelSource(name, settings, place, folder, _ => null, bag);
        Find(kind, source)?.Check(source);
    }

    private static IModelKind? Find(string kind, ModelSource source)
    {
        if (Kinds.FirstOrDefault(known => known.Name == kind) is { } found) return found;
        source.Say(ModelCodes.UnknownKind, $"the model '{source.Name}' is of the unknown kind '{kind}'; known kinds: {string.Join(", ", Names)}");
        return null;
    }
}
