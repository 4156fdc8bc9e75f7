using ScriptChat.Diagnostics;

namespace ScriptChat.Journal.Sqlite;

/// <summary>Tells those who wait what became of their records, batch after batch in order, on the thread pool,
/// so that the next commit runs meanwhile.</summary>
/// <param name="log">Told when one of them throws.</param>
/// <param name="done">Given each batch back.</param>
internal sealed class Deliveries(IEventLog log, Action<Batch> done) : IThreadPoolWorkItem
{
    private readonly Queue<Batch> queue = [];
    private bool running;

    /// <summary>Whether everybody has been told.</summary>
    public bool IsIdle
    {
        get
        {
            lock (queue) return !running;
        }
    }

    /// <summary>Whether nothing comes after what is being told now.</summary>
    public bool IsLast
    {
        get
        {
            lock (queue) return queue.Count == 0;
        }
    }

    public void Add(Batch batch)
    {
        lock (queue)
        {
            queue.Enqueue(batch);
            if (running) return;
            running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (true)
        {
            Batch? batch;
            lock (queue)
            {
                if (!queue.TryDequeue(out batch))
                {
                    running = false;
                    return;
                }
            }

            foreach (var entry in batch.Entries)
            {
                if (entry.Then is { } then) Tell(then, batch.Error, entry.Stream);
            }

            done(batch);
        }
    }

    private void Tell(IDurable then, Exception? error, StreamId stream)
    {
        try
        {
            if (error is null) then.Stored();
            else then.NotStored(error);
        }
        catch (Exception thrown)
        {
            log.Write(Severity.Error, JournalCodes.WaiterFailed, "What waited for a record failed when it was told that it is stored or not; the journal goes on", stream.Name, thrown);
        }
    }
}
