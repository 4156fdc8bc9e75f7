using System.Diagnostics;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Work;

namespace ScriptChat.Actors;

/// <summary>Runs side effects off the actors' threads and brings their results back as letters.</summary>
public sealed class EffectRunner(IWork work, Action<ActorId, Letter> reply)
{
    private int underWay;

    /// <summary>How many effects have not ended.</summary>
    public int UnderWay => Volatile.Read(ref underWay);

    /// <summary>Runs a script's function that must not take long.</summary>
    /// <exception cref="TimeoutException">It took longer than <paramref name="limit"/>; it may still be running, and is not waited for.</exception>
    public async Task<T> WithinAsync<T>(Func<Task<T>> function, TimeSpan limit, TimeProvider time)
    {
        // On one thread there is nobody else to look at the clock; at a breakpoint only the clock goes on.
        if (work is not PooledWork || Debugger.IsAttached) return await function();
        return await Task.Run(function).WaitAsync(limit, time);
    }

    /// <summary>Does something that counts as under way until it ends.</summary>
    public async Task Count(Func<Task> work)
    {
        Interlocked.Increment(ref underWay);
        try
        {
            await work();
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    /// <summary>Starts an effect.</summary>
    /// <param name="to">Who gets the result; <c>default</c> for nobody.</param>
    /// <param name="effect">The effect; it turns its own failure into a letter. A null letter is not sent.</param>
    public void Run(ActorId to, Func<Task<Letter?>> effect)
    {
        Interlocked.Increment(ref underWay);
        // From the start to the reply it counts as under way, so that whoever waits for quiet sees no gap.
        work.Post(() => _ = Carry());

        async Task Carry()
        {
            Letter? letter = null;
            try
            {
                letter = await effect();
            }
            finally
            {
                // Where work is done by hand the reply is a piece of it, so that whoever does the work is woken by it and
                // sees the count as it is.
                if (work is PooledWork) Finish(letter);
                else work.Post(() => Finish(letter));
            }
        }

        void Finish(Letter? letter)
        {
            try
            {
                if (letter is not null) reply(to, letter);
            }
            finally
            {
                Interlocked.Decrement(ref underWay);
            }
        }
    }
}
