using System.Runtime.InteropServices;

namespace ScriptChat.Actors;

/// <summary>How many are inside, for one who closes up behind them. Threads count in places of their own, so that those who pass
/// all the time do not wait for each other's processor caches.</summary>
internal sealed class Turnstile
{
    // A power of two.
    private const int Places = 16;

    private readonly Place[] places = new Place[Places];

    /// <summary>Goes in.</summary>
    /// <returns>Where; for <see cref="Leave"/>.</returns>
    public int Enter()
    {
        var place = Environment.CurrentManagedThreadId & (Places - 1);
        Interlocked.Increment(ref places[place].Count);
        return place;
    }

    /// <summary>Goes out.</summary>
    public void Leave(int place) => Interlocked.Decrement(ref places[place].Count);

    /// <summary>Waits until all are out who went in before.</summary>
    public void WaitUntilEmpty()
    {
        Interlocked.MemoryBarrier();
        var wait = new SpinWait();
        foreach (ref var place in places.AsSpan())
        {
            while (Volatile.Read(ref place.Count) > 0) wait.SpinOnce();
        }
    }

    // Two cache lines: processors fetch them in pairs.
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Place
    {
        [FieldOffset(0)]
        public int Count;
    }
}
