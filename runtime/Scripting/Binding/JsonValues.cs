using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ScriptChat.Worlds;

namespace ScriptChat.Scripting.Binding;

/// <summary>What a script leaves behind, as JSON, so that nothing holds on to its types.</summary>
internal static class JsonValues
{
    /// <summary>Options of a version's own: their caches go away with it.</summary>
    public static JsonSerializerOptions NewOptions()
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>The value as an object; what is none stands under <c>"value"</c>.</summary>
    public static JsonObject? From(object? value, JsonSerializerOptions options)
    {
        var node = value switch
        {
            null => null,
            ReadOnlyData data => data.ToJson(),
            JsonNode json => json.DeepClone(),
            _ => JsonSerializer.SerializeToNode(value, value.GetType(), options),
        };
        return node is null or JsonObject ? (JsonObject?)node : new JsonObject { ["value"] = node };
    }
}
