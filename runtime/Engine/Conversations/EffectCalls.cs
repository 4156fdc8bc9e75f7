using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Conversations;

/// <summary>A conversation's side effects: started when their step is durable, their results taken as events.</summary>
internal sealed class EffectCalls(Conversation conversation, EffectRunner runner, EffectWatch watch)
{
    private readonly SortedDictionary<long, EffectCall> pending = [];
    private readonly Dictionary<string, int> uses = [];
    private long last;

    /// <summary>How many are under way.</summary>
    public int Pending => pending.Count;

    /// <summary>Runs work off the conversation's thread.</summary>
    /// <param name="name">The effect's name.</param>
    /// <param name="request">What is asked, where it is known: the same answer will do for the same request.</param>
    /// <param name="work">The work; it gets its key and gives its result as JSON.</param>
    /// <exception cref="SideEffectException">The work threw.</exception>
    public Task<string> RunAsync(string name, string? request, Func<string, CancellationToken, Task<string>> work)
    {
        var step = conversation.Step;
        var number = ++last;
        var use = uses[name] = uses.GetValueOrDefault(name) + 1;
        var key = $"{conversation.ConversationId}/{name}/{use}";
        var call = new EffectCall(number, name, cancellationToken => work(key, cancellationToken));
        pending.Add(number, call);
        step.After(new RecordedEffect(number, name, request), () => Start(call));
        return call.Result;
    }

    /// <summary>The number of the last; set where those of another version came before.</summary>
    public long Last
    {
        get => last;
        set => last = value;
    }

    /// <summary>Whether an effect is under way.</summary>
    public bool IsPending(long number) => pending.ContainsKey(number);

    /// <summary>Runs an effect that is under way, and gives its end.</summary>
    public Task<EffectEnded> AskAsync(long number) => pending[number].RunAsync();

    /// <summary>Starts those under way anew: they were when the conversation's process ended. The other side knows them by their keys.</summary>
    public void Restart()
    {
        foreach (var call in pending.Values) Start(call);
    }

    /// <summary>Takes over the runs of effects that another instance has under way, and cancels the rest of them: nothing runs twice
    /// beside itself, and nothing runs on for nobody.</summary>
    /// <param name="before">The effects of the other instance, which takes no more results.</param>
    /// <param name="same">The numbers, there and here, of those that were asked for in the same way.</param>
    public void TakeOver(EffectCalls before, IEnumerable<(long Then, long Now)> same)
    {
        foreach (var (then, now) in same)
        {
            if (!pending.TryGetValue(now, out var call) || !before.pending.Remove(then, out var running)) continue;
            call.TakeOver(running);
        }

        before.Cancel();
    }

    /// <summary>Takes a result as an event.</summary>
    public void End(EffectEnded result)
    {
        if (pending.Remove(result.Effect, out var call)) call.End(result);
    }

    /// <summary>Cancels those under way; their results are nobody's any more. A shutdown may still ask for others.</summary>
    public void Cancel()
    {
        EffectCall[] all = [.. pending.Values];
        pending.Clear();
        foreach (var call in all)
        {
            try
            {
                call.Cancel();
            }
            catch (AggregateException error)
            {
                conversation.Faults.HookFailed("a side effect that was cancelled", error);
            }
        }
    }

    private void Start(EffectCall call) => runner.Run(conversation.ConversationId, async () =>
    {
        watch.Begin(call, conversation.Faults);
        try
        {
            var end = await call.RunAsync();
            return call.IsUnwanted ? null : end;
        }
        finally
        {
            watch.End(call);
        }
    });
}
