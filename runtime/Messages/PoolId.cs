namespace ScriptChat.Messages;

/// <summary>The pool of a task name.</summary>
/// <param name="Task">The name as the overworld returns it.</param>
public readonly record struct PoolId(string Task)
{
    /// <inheritdoc />
    public override string ToString() => Task;
}
