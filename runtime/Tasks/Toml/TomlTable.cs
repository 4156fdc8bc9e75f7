using System.Text.Json.Nodes;

namespace ScriptChat.Tasks.Toml;

/// <summary>A table of the file, in the file's order.</summary>
internal sealed class TomlTable
{
    private readonly OrderedDictionary<string, TomlValue> entries = new(StringComparer.Ordinal);

    /// <summary>Whether a header or a value names it, and not only a longer key that passes through it.</summary>
    public bool Defined { get; set; }

    public IEnumerable<KeyValuePair<string, TomlValue>> Entries => entries;

    public TomlValue? this[string key] => entries.GetValueOrDefault(key);

    public bool TryAdd(string key, TomlValue value) => entries.TryAdd(key, value);

    /// <summary>A copy as JSON.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (var (key, value) in entries) json[key] = value.ToJson();
        return json;
    }
}
