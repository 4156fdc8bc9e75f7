namespace ScriptChat.Worlds.Library;

/// <summary>A line of a menu. A plain string does for one whose label is the task's name.</summary>
/// <param name="Label">What the person sees and picks. Short: some services cut it at 20 characters.</param>
/// <param name="Task">The name of the task to enter.</param>
public sealed record MenuChoice(string Label, string Task)
{
    /// <summary>A choice whose label is the task's name.</summary>
    /// <param name="task">The task's name.</param>
    public static implicit operator MenuChoice(string task) => new(task, task);

    /// <summary>The same as the conversion.</summary>
    /// <param name="task">The task's name.</param>
    public static MenuChoice FromString(string task) => task;
}
