using System.Runtime.CompilerServices;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Conversations;

/// <summary>What a conversation waits for from one word to the next: the parley under way, and the words that it asked its agents for.</summary>
/// <remarks>All of them in one array, the only thing in an idle conversation that points at what was made a moment ago. A collection
/// looks up whatever lives long and has been pointed at something new, in every conversation; with a field in the agent and two in
/// the state of the world's run that was most of its work.</remarks>
/// <param name="agents">How many agents the conversation begins with.</param>
internal sealed class Expected(int agents)
{
    private readonly object?[] tasks = new object?[1 + (2 * agents)];

    /// <summary>The parley under way, or the last one.</summary>
    public Task? Parley
    {
        get => (Task?)tasks[0];
        set => tasks[0] = value;
    }

    /// <summary>The end of the parley, to await: no field of who awaits it holds the parley.</summary>
    public ParleyEnd ParleyEnd => new(this);

    /// <summary>The word that an agent is waited for to say, without a limit; null where none is.</summary>
    /// <param name="agent">The agent, by its place at the beginning.</param>
    public TaskCompletionSource<Message>? Word(int agent) => (TaskCompletionSource<Message>?)tasks[1 + (2 * agent)];

    public void SetWord(int agent, TaskCompletionSource<Message>? word) => tasks[1 + (2 * agent)] = word;

    /// <summary>The word that an agent is waited for to say within a time.</summary>
    /// <param name="agent">The agent, by its place at the beginning.</param>
    public TaskCompletionSource<Message?>? WordInTime(int agent) => (TaskCompletionSource<Message?>?)tasks[2 + (2 * agent)];

    public void SetWordInTime(int agent, TaskCompletionSource<Message?>? word) => tasks[2 + (2 * agent)] = word;
}

/// <summary>Awaits the parley that is under way.</summary>
internal readonly struct ParleyEnd(Expected expected) : ICriticalNotifyCompletion
{
    public bool IsCompleted => Awaiter.IsCompleted;

    private TaskAwaiter Awaiter => expected.Parley!.GetAwaiter();

    public ParleyEnd GetAwaiter() => this;

    public void OnCompleted(Action continuation) => Awaiter.OnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation) => Awaiter.UnsafeOnCompleted(continuation);

#pragma warning disable VSTHRD002 // Called once the parley is over; it throws what the parley threw.
    public void GetResult() => Awaiter.GetResult();
#pragma warning restore VSTHRD002
}
