using ScriptChat.Diagnostics;

namespace ScriptChat.Journal.Sqlite;

/// <summary>The one queue of the process and the thread that empties it: while a commit runs the next batch gathers. Never waits for company.</summary>
internal sealed class GroupCommit
{
    private readonly Lock spareGate = new();
    private readonly object gate = new();
    private readonly Store store;
    private readonly JournalOptions options;
    private readonly Deliveries deliveries;
    private readonly Stack<Batch> spare = [];
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Batch current = new();
    private Exception? failure;
    private TaskCompletionSource<bool>? probe;
    private bool waits;
    private bool writes;
    private bool ending;

    public GroupCommit(Store store, JournalOptions options)
    {
        this.store = store;
        this.options = options;
        deliveries = new Deliveries(options.Log, Return);
        new Thread(Write) { IsBackground = true, Name = "journal" }.Start();
    }

    public void Append(StreamId stream, ReadOnlySpan<byte> record, IDurable? then)
    {
        var time = options.Time.GetUtcNow().ToUnixTimeMilliseconds();
        lock (gate)
        {
            if (!ending)
            {
                current.Append(stream, record, time, then);
                Wake();
                return;
            }
        }

        then?.NotStored(new ObjectDisposedException(nameof(SqliteJournal)));
    }

    public void Close(StreamId stream)
    {
        lock (gate)
        {
            if (ending) return;
            current.Close(stream);
            Wake();
        }
    }

    /// <summary>Tells somebody when all before it is settled and told; at once when it is.</summary>
    public void Behind(IDurable then)
    {
        if (!TryMark(then)) then.Stored();
    }

    /// <summary>Ends when all before it is settled and told.</summary>
    public ValueTask FlushAsync()
    {
        var mark = new Mark();
        return TryMark(mark) ? new ValueTask(mark.Task) : default;
    }

    /// <summary>Tries whether records are stored again. True when they are from now on.</summary>
    public Task<bool> ProbeAsync()
    {
        lock (gate)
        {
            if (failure is null) return Task.FromResult(true);
            ObjectDisposedException.ThrowIf(ending, typeof(SqliteJournal));
            probe ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            Wake();
            return probe.Task;
        }
    }

    /// <summary>Takes no more, and ends when all that was taken is settled and told.</summary>
    public async Task EndAsync()
    {
        lock (gate)
        {
            ending = true;
            Wake();
        }

        await ended.Task;
    }

    private bool TryMark(IDurable then)
    {
        lock (gate)
        {
            if (ending || (current.IsEmpty && !writes && deliveries.IsIdle)) return false;
            current.Mark(then);
            Wake();
            return true;
        }
    }

    private void Wake()
    {
        if (!waits) return;
        waits = false;
        Monitor.Pulse(gate);
    }

    private void Write()
    {
        while (true)
        {
            Batch batch;
            TaskCompletionSource<bool>? asked;
            lock (gate)
            {
                writes = false;
                while (current.IsEmpty && probe is null && !ending)
                {
                    waits = true;
                    Monitor.Wait(gate);
                }

                asked = probe;
                probe = null;
                batch = current;
                if (!batch.IsEmpty)
                {
                    current = Take();
                    if (failure is not null) Refuse(batch, failure);
                }
                else if (asked is null)
                {
                    break;
                }

                writes = failure is null;
            }

            if (!batch.IsEmpty && writes) Commit(batch);
            if (asked is not null) Probe(asked);
        }

        End();
    }

    private void Commit(Batch batch)
    {
        try
        {
            if (batch.HasWork) store.Write(batch);
        }
        catch (Exception error)
        {
            lock (gate)
            {
                failure = error;
                Refuse(batch, error);
            }

            return;
        }

        deliveries.Add(batch);
        try
        {
            store.Tidy();
        }
        catch (SqliteFailure error)
        {
            // All is durable in the log, which grows until this works.
            options.Log.Write(Severity.Warning, JournalCodes.LogGrows, $"{JournalCodes.LogGrows.Title}; {JournalCodes.LogGrows.Advice}.", error: error);
        }
    }

    /// <summary>Under the gate, so that whoever holds it knows that all which was refused is in line to be told.</summary>
    private void Refuse(Batch batch, Exception error)
    {
        batch.Error = error;
        deliveries.Add(batch);
    }

    private void Probe(TaskCompletionSource<bool> asked)
    {
        lock (gate)
        {
            if (failure is null)
            {
                asked.SetResult(true);
                return;
            }
        }

        try
        {
            store.Probe();
        }
        catch (Exception error)
        {
            lock (gate) failure = error;
            asked.SetResult(false);
            return;
        }

        Announce(asked);
    }

    /// <summary>Records are taken again only when everybody whose record was refused has been told: nothing may be stored behind a gap.</summary>
    private void Announce(TaskCompletionSource<bool> asked)
    {
        var batch = Take();
        batch.Mark(new Step(() =>
        {
            lock (gate)
            {
                var settled = current.IsEmpty && deliveries.IsLast;
                if (settled) failure = null;
                else if (!current.IsEmpty && failure is not null)
                {
                    Refuse(current, failure);
                    current = Take();
                }

                if (!settled)
                {
                    Announce(asked);
                    return;
                }
            }

            asked.SetResult(true);
        }));
        deliveries.Add(batch);
    }

    private void End()
    {
        try
        {
            if (failure is null) store.End();
        }
        catch (SqliteFailure error)
        {
            // All that was told to be stored is; the next start reads the log.
            options.Log.Write(Severity.Warning, null, "The journal could not be closed in order; the next start looks through its log", error: error);
        }

        var batch = new Batch();
        batch.Mark(new Step(ended.SetResult));
        deliveries.Add(batch);
    }

    private Batch Take()
    {
        lock (spareGate) return spare.TryPop(out var batch) ? batch : new Batch();
    }

    private void Return(Batch batch)
    {
        batch.Clear();
        lock (spareGate)
        {
            if (spare.Count < 4) spare.Push(batch);
        }
    }

    private sealed class Mark : IDurable
    {
        private readonly TaskCompletionSource source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Task => source.Task;

        public void Stored() => source.TrySetResult();

        public void NotStored(Exception error) => source.TrySetResult();
    }

    private sealed class Step(Action action) : IDurable
    {
        public void Stored() => action();

        public void NotStored(Exception error) => action();
    }
}
