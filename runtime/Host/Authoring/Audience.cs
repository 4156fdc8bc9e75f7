using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace ScriptChat.Host.Authoring;

/// <summary>Who listens to a board. Each gets what is told from then on; who is slow misses the oldest of it.</summary>
/// <param name="last">What who comes is told first, until something else is told; null where what is over is not told again.</param>
internal sealed class Audience(JsonObject? last = null)
{
    private const int Waiting = 16;

    private readonly Lock gate = new();
    private readonly List<Channel<JsonObject>> listeners = [];
    private JsonObject? last = last;

    /// <summary>Tells all who listen.</summary>
    public void Tell(JsonObject told)
    {
        lock (gate)
        {
            if (last is not null) last = told;
            foreach (var listener in listeners) listener.Writer.TryWrite(told);
        }
    }

    /// <summary>The last word, where there is one, then each new one; each a copy.</summary>
    /// <returns>What is told, and whether it happened before the listener came.</returns>
    public async IAsyncEnumerable<(JsonObject Told, bool IsPast)> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var own = Channel.CreateBounded<JsonObject>(new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest });
        bool isPast;
        lock (gate)
        {
            isPast = last is not null;
            if (last is not null) own.Writer.TryWrite(last);
            listeners.Add(own);
        }

        try
        {
            await foreach (var told in own.Reader.ReadAllAsync(cancellationToken))
            {
                yield return (told.DeepClone().AsObject(), isPast);
                isPast = false;
            }
        }
        finally
        {
            lock (gate) listeners.Remove(own);
        }
    }
}
