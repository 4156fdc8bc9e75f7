using System.Text.Json;
using ScriptChat.Worlds;

namespace ScriptChat.Tasks;

/// <summary>One version of a task: its configuration and its compiled worlds, initialized and ready. Immutable. Whoever runs a
/// conversation on it holds it; when the last has let go, its code leaves memory.</summary>
public sealed class WorldModule
{
    /// <summary>The configuration of this version.</summary>
    public required TaskConfig Config { get; init; }

    /// <summary>A hash of all that makes this version: scripts, loaded files, references, configuration, data, what <c>module_initialize</c>
    /// gave.</summary>
    public required string Version { get; init; }

    /// <summary>The worlds, by <see cref="CanonicalName"/>.</summary>
    public required IReadOnlyDictionary<string, WorldDefinition> Worlds { get; init; }

    /// <summary>What <c>module_initialize</c> returned, as JSON.</summary>
    public ReadOnlyData Module { get; init; } = new();

    /// <summary>Serializer options that belong to this version.</summary>
    public required JsonSerializerOptions Json { get; init; }

    /// <summary>The models of the configuration, loaded, by name.</summary>
    public IReadOnlyDictionary<string, IResponder> Models { get; init; } = new Dictionary<string, IResponder>();

    /// <summary>What must live as long as the version: without it the code would begin to unload while it is in use. Default:
    /// nothing.</summary>
    public object? Code { get; init; }

    /// <summary>The world called <paramref name="name"/>, or null.</summary>
    public WorldDefinition? Find(string name) => Worlds.GetValueOrDefault(CanonicalName(name));

    /// <summary>The form in which names are compared: case and underscores do not count.</summary>
    public static string CanonicalName(string name) => name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
