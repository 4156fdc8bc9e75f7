namespace ScriptChat.Actors.Work;

/// <summary>Work on the process's thread pool.</summary>
public sealed class PooledWork : IWork
{
    /// <summary>The one there is.</summary>
    public static PooledWork Instance { get; } = new();

    /// <inheritdoc />
    public void Post(Action work) => ThreadPool.UnsafeQueueUserWorkItem(static action => action(), work, preferLocal: false);
}
