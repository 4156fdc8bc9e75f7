using ScriptChat.Actors.Letters;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Conversations;

/// <summary>One side effect that is under way: asked for by a script, and run once.</summary>
/// <param name="number">Its number in the conversation.</param>
/// <param name="name">Its name.</param>
/// <param name="work">The work.</param>
internal sealed class EffectCall(long number, string name, Func<CancellationToken, Task<string>> work)
{
    private readonly TaskCompletionSource<string> source = new();
    private readonly TaskCompletionSource<EffectEnded> end = new();
    private readonly CancellationTokenSource cancelled = new();
    private readonly Lock gate = new();
    private volatile EffectCall? running;
    private volatile bool isUnwanted;
    private EffectCall? heir;
    private EffectEnded? ended;
    private int begun;

    /// <summary>What the script awaits.</summary>
    public Task<string> Result => source.Task;

    /// <summary>Whether its end is no event here any more: it was cancelled, or another instance has taken it over.</summary>
    public bool IsUnwanted => isUnwanted;

    /// <summary>Runs the work, or joins in its run.</summary>
    public Task<EffectEnded> RunAsync()
    {
        if (running is { } other) _ = other.RunAsync();
        else if (Interlocked.Exchange(ref begun, 1) == 0) _ = GoAsync();
        return end.Task;
    }

    /// <summary>Has the same work of another instance, which may run already, do for this one.</summary>
    public void TakeOver(EffectCall other)
    {
        other.isUnwanted = true;
        running = other;
        EffectEnded? early;
        lock (other.gate)
        {
            other.heir = this;
            early = other.ended;
        }

        if (early is not null) Finish(early);
    }

    /// <summary>Tells the work that nobody wants it any more.</summary>
    /// <exception cref="AggregateException">The work threw on hearing so.</exception>
    public void Cancel()
    {
        isUnwanted = true;
        if (running is { } other) other.Cancel();
        else cancelled.Cancel();
    }

    /// <summary>The script goes on with the result.</summary>
    public void End(EffectEnded result)
    {
        if (result.ErrorKind is null) source.TrySetResult(result.Result!);
        else source.TrySetException(new SideEffectException(name, result.ErrorKind, result.ErrorMessage ?? ""));
    }

    private async Task GoAsync()
    {
        EffectEnded result;
        try
        {
            result = new EffectEnded(number, await work(cancelled.Token), null, null);
        }
        catch (Exception error)
        {
            result = new EffectEnded(number, null, error.GetType().Name, error.Message);
        }

        Finish(result);
    }

    private void Finish(EffectEnded result)
    {
        EffectCall? next;
        lock (gate)
        {
            ended = result with { Effect = number };
            next = heir;
        }

        end.SetResult(ended);
        next?.Finish(result);
    }
}
