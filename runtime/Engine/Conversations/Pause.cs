namespace ScriptChat.Engine.Conversations;

/// <summary>After a restart a conversation's timers hold until its people are back, for a minute at most. What is due then
/// has its time left as before.</summary>
internal sealed class Pause
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private TimeSpan before;
    private TimeSpan? since;
    private TimeSpan until;

    /// <summary>The conversation's own time.</summary>
    /// <param name="running">The service's running time.</param>
    public TimeSpan Elapsed(TimeSpan running) => (since ?? running) - before;

    /// <summary>When something is due, on the service's running time.</summary>
    /// <param name="next">The next deadline, on the conversation's own time.</param>
    public TimeSpan? DueAt(TimeSpan? next) => since is null ? next + before : next is null ? null : until;

    /// <summary>Whether a pause has lasted as long as it may.</summary>
    public bool IsOver(TimeSpan running) => since is not null && running >= until;

    public void Begin(TimeSpan running)
    {
        since ??= running;
        until = running + Longest;
    }

    /// <summary>Ends the pause when it is time, or when nobody is missing.</summary>
    public void LookAt(TimeSpan running, IReadOnlyList<PersonAgent> agents)
    {
        if (since is not { } start) return;
        if (running < until && agents.Any(agent => agent is { HasLeft: false, IsAway: true })) return;
        before += running - start;
        since = null;
    }
}
