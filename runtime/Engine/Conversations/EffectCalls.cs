using ScriptChat.Engine.Actors;
using ScriptChat.Engine.Letters;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Conversations;

/// <summary>A conversation's side effects: started when their step is durable, their results taken as events.</summary>
internal sealed class EffectCalls(Conversation conversation, EffectRunner runner)
{
    private readonly Dictionary<long, (string Name, TaskCompletionSource<string> Source)> pending = [];
    private readonly Dictionary<string, int> uses = [];
    private readonly CancellationTokenSource ended = new();
    private long last;

    /// <summary>Runs work off the conversation's thread.</summary>
    /// <param name="name">The effect's name.</param>
    /// <param name="work">The work; it gets its key and gives its result as JSON.</param>
    /// <exception cref="SideEffectException">The work threw.</exception>
    public Task<string> RunAsync(string name, Func<string, CancellationToken, Task<string>> work)
    {
        var step = conversation.Step;
        var number = ++last;
        var use = uses[name] = uses.GetValueOrDefault(name) + 1;
        var key = $"{conversation.ConversationId}/{name}/{use}";
        var source = new TaskCompletionSource<string>();
        pending.Add(number, (name, source));
        var token = ended.Token;
        step.After(name, () => runner.Run(conversation.ConversationId, async () =>
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
        return source.Task;
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
        ended.Cancel();
    }
}
