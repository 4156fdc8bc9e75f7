using System.Text.Json.Nodes;

namespace ScriptChat.Tasks.Toml;

/// <summary>A value of the file and the places of its key and itself, counted from 1.</summary>
internal sealed class TomlValue
{
    public required TomlKind Kind { get; init; }

    public required int KeyLine { get; init; }

    public required int KeyColumn { get; init; }

    public required int Line { get; init; }

    public required int Column { get; init; }

    /// <summary>Text, number or switch as JSON; a date as its text.</summary>
    public JsonNode? Scalar { get; init; }

    public List<TomlValue> Items { get; } = [];

    public TomlTable Table { get; init; } = new();

    /// <summary>A copy as JSON.</summary>
    public JsonNode? ToJson() => Kind switch
    {
        TomlKind.Table => Table.ToJson(),
        TomlKind.Array => new JsonArray([.. Items.Select(item => item.ToJson())]),
        _ => Scalar?.DeepClone(),
    };
}
