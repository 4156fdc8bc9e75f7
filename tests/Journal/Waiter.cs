namespace ScriptChat.Journal.Tests;

/// <summary>Waits for a record.</summary>
internal sealed class Waiter(Action? stored = null, Action? notStored = null) : IDurable
{
    private readonly TaskCompletionSource source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => source.Task;

    public void Stored()
    {
        stored?.Invoke();
        source.TrySetResult();
    }

    public void NotStored(Exception error)
    {
        notStored?.Invoke();
        source.TrySetException(error);
    }
}
