using ScriptChat.Engine.Actors;
using ScriptChat.Engine.Letters;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Conversations;

/// <summary>A conversation's side effects: started when their step is durable, their results taken as events.</summary>
internal sealed class EffectCalls(Conversation conversation, EffectRunner runner)
{
    private readonly SortedDictionary<long, Call> pending = [];
    private readonly Dictionary<string, int> uses = [];
    private CancellationTokenSource ended = new();
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
        var source = new TaskCompletionSource<string>();
        var token = ended.Token;
        var call = new Call(name, source, () => runner.Run(conversation.ConversationId, async () =>
        {
            try
            {
                return new EffectEnded(number, await work(key, token), null, null);
            }
            catch (Exception error)
            {
                return new EffectEnded(number, null, error.GetType().Name, error.Message);
            }
        }));
        pending.Add(number, call);
        step.After(new RecordedEffect(number, name, request), call.Start);
        return source.Task;
    }

    /// <summary>Starts those under way anew: they were when the conversation's process ended. The other side knows them by their keys.</summary>
    public void Restart()
    {
        foreach (var call in pending.Values) call.Start();
    }

    public void End(EffectEnded result)
    {
        if (!pending.Remove(result.Effect, out var call)) return;
        if (result.ErrorKind is null) call.Source.TrySetResult(result.Result!);
        else call.Source.TrySetException(new SideEffectException(call.Name, result.ErrorKind, result.ErrorMessage ?? ""));
    }

    public void Cancel()
    {
        pending.Clear();
        var before = ended;
        // The shutdown may still ask for effects.
        ended = new CancellationTokenSource();
        before.Cancel();
    }

    private sealed record Call(string Name, TaskCompletionSource<string> Source, Action Start);
}
