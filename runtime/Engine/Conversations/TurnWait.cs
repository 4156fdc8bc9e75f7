using ScriptChat.Worlds;

namespace ScriptChat.Engine.Conversations;

/// <summary>A wait for whichever of several agents speaks first.</summary>
internal sealed class TurnWait(IReadOnlyList<PersonAgent> agents)
{
    private readonly TaskCompletionSource<Turn?> source = new();

    public Task<Turn?> Task => source.Task;

    /// <summary>Done when the wait is over, however it ended.</summary>
    public Action? Ended { get; set; }

    public void Spoke(PersonAgent agent, Message message) => End(() => source.TrySetResult(new Turn(agent, message)));

    public void Left(PersonAgent agent) => End(() => source.TrySetException(new AgentLeftException(agent)));

    public void TimedOut() => End(() => source.TrySetResult(null));

    private void End(Func<bool> complete)
    {
        // Out of all of them first: what goes on may wait for them anew.
        foreach (var agent in agents) agent.Forget(this);
        Ended?.Invoke();
        complete();
    }
}
