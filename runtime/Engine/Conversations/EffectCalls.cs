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
        pending.Add(number, new Call(name, source, Run));
        step.After(new RecordedEffect(number, name, request), () => Start(Run));
        return source.Task;

        async Task<EffectEnded> Run()
        {
            try
            {
                return new EffectEnded(number, await work(key, token), null, null);
            }
            catch (Exception error)
            {
                return new EffectEnded(number, null, error.GetType().Name, error.Message);
            }
        }
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
    public Task<EffectEnded> AskAsync(long number) => pending[number].Run();

    /// <summary>Starts those under way anew: they were when the conversation's process ended. The other side knows them by their keys.</summary>
    public void Restart()
    {
        foreach (var call in pending.Values) Start(call.Run);
    }

    private void Start(Func<Task<EffectEnded>> run) => runner.Run(conversation.ConversationId, async () => await run());

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

    private sealed record Call(string Name, TaskCompletionSource<string> Source, Func<Task<EffectEnded>> Run);
}
