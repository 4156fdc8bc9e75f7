using System.Text.Json;
using System.Text.Json.Nodes;

namespace ScriptChat.Worlds;

/// <summary>What is kept of a person: named JSON values that a world may read and add to. Changes merge by key; null removes.</summary>
/// <remarks>Set <c>agent.Data["next_task"] = "chat"</c> and the person goes on to that task when the world ends, or leaves
/// if it is <c>"EXIT"</c>; the key is taken out when it is followed.</remarks>
public sealed class AgentData : ReadOnlyData
{
    private readonly Action<string, JsonNode?>? changed;

    /// <summary>Wraps a copy of <paramref name="values"/>.</summary>
    /// <param name="values">The values at the start; null for none. Copied.</param>
    /// <param name="changed">Told of each change with the key and a copy of the new value, null when it was removed.</param>
    /// <param name="options">How a script's own types become values and back; null for plain defaults.</param>
    public AgentData(JsonObject? values = null, Action<string, JsonNode?>? changed = null, JsonSerializerOptions? options = null)
        : base(values, options) => this.changed = changed;

    /// <summary>A copy of the value under <paramref name="key"/>, or null. Setting null removes the key.</summary>
    /// <param name="key">The key.</param>
    public new JsonNode? this[string key]
    {
        get => base[key];
        set => SetNode(key, value?.DeepClone());
    }

    /// <summary>Sets <paramref name="key"/> to <paramref name="value"/> as JSON; null removes the key.</summary>
    /// <typeparam name="T">The value's type; a script's own records are fine.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; copied.</param>
    /// <exception cref="NotSupportedException">The value can't be written as JSON.</exception>
    public void Set<T>(string key, T? value) =>
        SetNode(key, value is null ? null : JsonSerializer.SerializeToNode(value, Options));

    /// <summary>Sets every key of <paramref name="values"/>, and removes those whose value is null.</summary>
    /// <param name="values">What to merge in; copied.</param>
    public void Merge(JsonObject values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var (key, value) in values) SetNode(key, value?.DeepClone());
    }

    /// <summary>Removes <paramref name="key"/>; nothing happens when it is absent.</summary>
    /// <param name="key">The key.</param>
    public void Remove(string key) => SetNode(key, null);

    private void SetNode(string key, JsonNode? value)
    {
        if (value is null)
        {
            if (!Values.Remove(key)) return;
        }
        else
        {
            Values[key] = value;
        }

        changed?.Invoke(key, value?.DeepClone());
    }
}
