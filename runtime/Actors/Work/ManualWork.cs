namespace ScriptChat.Actors.Work;

/// <summary>Work that is done when somebody says so, on their thread: for dialogues and simulations. With a seed, the order is
/// drawn at random among what waits; without, first come, first served.</summary>
/// <param name="seed">Draws the order; null for first come, first served.</param>
public sealed class ManualWork(int? seed = null) : IWork
{
    private readonly List<Action> waiting = [];
    private readonly Random? random = seed is { } value ? new Random(value) : null;
    private readonly SemaphoreSlim arrived = new(0);

    /// <inheritdoc />
    public void Post(Action work)
    {
        lock (waiting) waiting.Add(work);
        arrived.Release();
    }

    /// <summary>Does one piece of work.</summary>
    /// <returns>False when there was none.</returns>
    public bool RunOne()
    {
        Action work;
        lock (waiting)
        {
            if (waiting.Count == 0) return false;
            var index = random?.Next(waiting.Count) ?? 0;
            work = waiting[index];
            waiting.RemoveAt(index);
        }

        work();
        return true;
    }

    /// <summary>Does all there is, and all that comes of it.</summary>
    public void RunAll()
    {
        while (RunOne())
        {
        }
    }

    /// <summary>Waits until another thread has posted something since the last wait.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task WaitAsync(CancellationToken cancellationToken) => arrived.WaitAsync(cancellationToken);
}
