using System.Text.Json;
using ScriptChat.Scripting.Loading;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Scripting.Binding;

/// <summary>A task's scripts, loaded and resolved; none of their code has run.</summary>
internal sealed class BoundTask
{
    /// <summary>The configuration.</summary>
    public required TaskConfig Config { get; init; }

    /// <summary>What the scripts are loaded into.</summary>
    public required TaskLoadContext Context { get; init; }

    /// <summary>The worlds.</summary>
    public required IReadOnlyDictionary<string, WorldDefinition> Worlds { get; init; }

    /// <summary>The serializer options of this version.</summary>
    public required JsonSerializerOptions Json { get; init; }

    /// <summary>Makes the responders of the models that are scripts, by the full path of the script.</summary>
    public required IReadOnlyDictionary<string, Func<Task<IResponder>>> Responders { get; init; }

    /// <summary>module_initialize; null when there is none.</summary>
    public Func<ReadOnlyData, CancellationToken, ValueTask<object?>>? Initialize { get; init; }
}
