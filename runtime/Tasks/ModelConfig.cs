using System.Text.Json.Nodes;

namespace ScriptChat.Tasks;

/// <summary>One <c>[opt.models.NAME]</c>.</summary>
public sealed record ModelConfig
{
    /// <summary>The name by which worlds ask for it.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of model: <c>script</c> and what else the runtime knows.</summary>
    public required string Kind { get; init; }

    /// <summary>All settings as configured, those above included.</summary>
    public required JsonObject Settings { get; init; }

    /// <summary>The full path of the configuration file, for messages.</summary>
    public required string Path { get; init; }

    /// <summary>The line of the table in the file, counted from 1.</summary>
    public int Line { get; init; }

    /// <summary>The column of the table in the file, counted from 1.</summary>
    public int Column { get; init; }
}
