using System.Runtime.CompilerServices;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Conversations;

/// <summary>What a conversation waits for from one word to the next: the parley under way, and the words that it asked its agents for.</summary>
/// <remarks>All of them in one array, the only thing in an idle conversation that points at what was made a moment ago, and the arrays of
/// many conversations side by side: a collection looks up whatever lives long and has been pointed at something new, and goes through
/// all that lies around it. With a field in the agent and two in the state of the world's run, each in a place of its own, that was most
/// of its work.</remarks>
/// <param name="agents">How many agents the conversation begins with.</param>
internal sealed class Expected(int agents)
{
    // This many arrays are made at once, so that they lie side by side; few enough for a service with one conversation.
    private const int Together = 64;

    // Those of conversations with one agent and with two; larger ones are few.
    [ThreadStatic] private static (Stack<Place[]>? One, Stack<Place[]>? Two) spare;

    private readonly Place[] places = Take(agents);

    /// <summary>The parley under way, or the last one.</summary>
    public Task? Parley
    {
        get => places[0].Task;
        set => places[0].Task = value;
    }

    /// <summary>The end of the parley, to await: no field of who awaits it holds the parley.</summary>
    public ParleyEnd ParleyEnd => new(this);

    /// <summary>The word that an agent is waited for to say, without a limit; null where none is.</summary>
    /// <param name="agent">The agent, by its place at the beginning.</param>
    public Task<Message>? Word(int agent) => (Task<Message>?)places[1 + (2 * agent)].Task;

    /// <summary>Begins a wait for a word, without a limit.</summary>
    /// <param name="agent">Whose.</param>
    public Task<Message> AskWord(int agent) => places[1 + (2 * agent)].Begin();

    /// <summary>Ends the wait for a word, without a limit.</summary>
    /// <param name="agent">Whose.</param>
    /// <returns>What to complete; empty where nothing waits.</returns>
    public Promise TakeWord(int agent) => places[1 + (2 * agent)].End();

    /// <summary>The word that an agent is waited for to say within a time; null where none is.</summary>
    /// <param name="agent">The agent, by its place at the beginning.</param>
    public Task<Message?>? WordInTime(int agent) => (Task<Message?>?)places[2 + (2 * agent)].Task;

    /// <summary>Begins a wait for a word within a time.</summary>
    /// <param name="agent">Whose.</param>
    public Task<Message?> AskWordInTime(int agent) => places[2 + (2 * agent)].Begin()!;

    /// <summary>Ends the wait for a word within a time.</summary>
    /// <param name="agent">Whose.</param>
    /// <returns>What to complete; empty where nothing waits.</returns>
    public Promise TakeWordInTime(int agent) => places[2 + (2 * agent)].End();

    /// <summary>Whether any word of an agent is waited for.</summary>
    /// <param name="agent">The agent, by its place at the beginning.</param>
    public bool Waits(int agent) => places[1 + (2 * agent)].Task is not null || places[2 + (2 * agent)].Task is not null;

    private static Place[] Take(int agents) => agents switch
    {
        1 => Take(ref spare.One, agents),
        2 => Take(ref spare.Two, agents),
        _ => new Place[1 + (2 * agents)],
    };

    private static Place[] Take(ref Stack<Place[]>? pile, int agents)
    {
        pile ??= new(Together);
        if (pile.TryPop(out var next)) return next;
        for (var count = 0; count < Together; count++) pile.Push(new Place[1 + (2 * agents)]);
        return pile.Pop();
    }

    private struct Place
    {
        public Task? Task;
        private AsyncTaskMethodBuilder<Message> source;

        public Task<Message> Begin()
        {
            source = AsyncTaskMethodBuilder<Message>.Create();
            Task = source.Task;
            return source.Task;
        }

        public Promise End()
        {
            if (Task is null) return default;
            var promise = new Promise(source);
            this = default;
            return promise;
        }
    }
}

/// <summary>A word that is waited for, to be completed once. As a <see cref="TaskCompletionSource{TResult}"/>, without an object beside the task.</summary>
/// <param name="source">Makes the task.</param>
internal readonly struct Promise(AsyncTaskMethodBuilder<Message> source)
{
    private readonly bool waits = true;

    /// <summary>The person spoke; null when the time was over.</summary>
    public void Complete(Message? message)
    {
        if (waits) source.SetResult(message!);
    }

    /// <summary>The wait ended with an exception; a cancellation cancels the task.</summary>
    public void Fail(Exception error)
    {
        if (waits) source.SetException(error);
    }
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
