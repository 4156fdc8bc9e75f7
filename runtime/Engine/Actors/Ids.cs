namespace ScriptChat.Engine.Actors;

/// <summary>Makes ids and seeds; with a seed of its own always the same ones.</summary>
internal sealed class Ids(int? seed, TimeProvider time)
{
    private readonly Random? random = seed is { } value ? new Random(value) : null;

    /// <summary>An id that nothing else has, also across restarts.</summary>
    public string Next()
    {
        if (random is null) return Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        lock (random)
        {
            return $"{random.NextInt64():x16}{random.NextInt64():x16}";
        }
    }
}
