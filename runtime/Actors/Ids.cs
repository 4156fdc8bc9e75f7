namespace ScriptChat.Actors;

/// <summary>Makes ids and seeds; with a seed of its own always the same ones.</summary>
/// <param name="seed">The seed; null for the system's own chance.</param>
/// <param name="time">The clock.</param>
/// <param name="run">Which run of the service this is, counted from 1.</param>
public sealed class Ids(int? seed, TimeProvider time, long run)
{
    private const int BitsPerRun = 25;

    private readonly Random? random = seed is { } value ? new Random(value + (int)(run - 1)) : null;

    private long numbers = run << BitsPerRun;

    /// <summary>A number above all that were given before, also by earlier runs.</summary>
    public long NextNumber() => Interlocked.Increment(ref numbers);

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
