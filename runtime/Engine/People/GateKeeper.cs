using System.Security.Cryptography;
using System.Text;

namespace ScriptChat.Engine.People;

/// <summary>The password, and how often it may be tried: by one person, and by all together, since anybody can come as somebody new.</summary>
internal sealed class GateKeeper(TimeProvider time)
{
    private const int TriesOfOne = 5;
    private const int TriesOfAll = 60;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Queue<long> tries = new();

    /// <summary>Whether a try matches; takes as long whether it does or not.</summary>
    public static bool Matches(string password, string attempt) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(password)),
        SHA256.HashData(Encoding.UTF8.GetBytes(attempt.Trim())));

    /// <summary>Whether one more try is allowed, and counts it.</summary>
    /// <param name="own">The person's own tries.</param>
    public bool MayTry(Queue<long> own)
    {
        lock (tries)
        {
            Age(own);
            Age(tries);
            if (own.Count >= TriesOfOne || tries.Count >= TriesOfAll) return false;
            var now = time.GetTimestamp();
            own.Enqueue(now);
            tries.Enqueue(now);
            return true;
        }
    }

    private void Age(Queue<long> queue)
    {
        while (queue.TryPeek(out var at) && time.GetElapsedTime(at) >= Window) queue.Dequeue();
    }
}
