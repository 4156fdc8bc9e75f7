using System.Collections.Concurrent;

namespace ScriptChat.Tools.Load.Running;

/// <summary>Counts what went wrong, by name. From any thread.</summary>
internal sealed class Failures
{
    private readonly ConcurrentDictionary<string, long> counts = new(StringComparer.Ordinal);

    /// <summary>Counts one.</summary>
    /// <param name="what">What went wrong, without anything that differs from case to case.</param>
    public void Add(string what) => counts.AddOrUpdate(what, 1, static (_, count) => count + 1);

    /// <summary>How many of each, most frequent first.</summary>
    public IReadOnlyDictionary<string, long> Counts =>
        counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
}
