using System.Text.Json;
using System.Text.Json.Nodes;

namespace ScriptChat.Worlds;

/// <summary>Named JSON values that a world may read: options, onboarding data, the module's value.</summary>
/// <remarks>What crosses worlds is JSON and copied, so that no world holds another's code alive. Keys are case-sensitive.</remarks>
public class ReadOnlyData
{
    private protected JsonObject Values;
    private protected readonly JsonSerializerOptions Options;

    /// <summary>Wraps a copy of <paramref name="values"/>.</summary>
    /// <param name="values">The values; null for none. Copied.</param>
    /// <param name="options">How values become a script's own types; null for plain defaults. The runtime gives each
    /// version of a script its own options, so that a serializer's caches go away with the script.</param>
    public ReadOnlyData(JsonObject? values = null, JsonSerializerOptions? options = null)
    {
        Values = (JsonObject?)values?.DeepClone() ?? [];
        Options = options ?? JsonSerializerOptions.Default;
    }

    /// <summary>How many keys there are.</summary>
    public int Count => Values.Count;

    /// <summary>The keys, in the order in which they were first set.</summary>
    public IEnumerable<string> Keys => [.. Values.Select(pair => pair.Key)];

    /// <summary>A copy of the value under <paramref name="key"/>, or null when there is none.</summary>
    /// <param name="key">The key.</param>
    public JsonNode? this[string key] => Values[key]?.DeepClone();

    /// <summary>Whether there is a value under <paramref name="key"/>.</summary>
    /// <param name="key">The key.</param>
    public bool Contains(string key) => Values.ContainsKey(key);

    /// <summary>The value under <paramref name="key"/> as <typeparamref name="T"/>; the type's default when there is none.</summary>
    /// <typeparam name="T">What to read it as.</typeparam>
    /// <param name="key">The key.</param>
    /// <exception cref="JsonException">The value does not fit <typeparamref name="T"/>.</exception>
    public T? Get<T>(string key) => Values[key] is { } node ? node.Deserialize<T>(Options) : default;

    /// <summary>The value under <paramref name="key"/> as <typeparamref name="T"/>, or <paramref name="fallback"/> when there is none.</summary>
    /// <typeparam name="T">What to read it as.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="fallback">Given back when the key is absent.</param>
    /// <exception cref="JsonException">The value does not fit <typeparamref name="T"/>.</exception>
    public T Get<T>(string key, T fallback) => Values[key] is { } node ? node.Deserialize<T>(Options)! : fallback;

    /// <summary>All values together as <typeparamref name="T"/>, whose properties are the keys.</summary>
    /// <typeparam name="T">What to read them as.</typeparam>
    /// <exception cref="JsonException">The values do not fit <typeparamref name="T"/>.</exception>
    public T? As<T>() => Values.Deserialize<T>(Options);

    /// <summary>A copy of all values.</summary>
    public JsonObject ToJson() => (JsonObject)Values.DeepClone();
}
