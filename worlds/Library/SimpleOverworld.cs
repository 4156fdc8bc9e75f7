namespace ScriptChat.Worlds.Library;

/// <summary>An overworld without a menu: everybody goes straight to one task. As ParlAI's <c>SimpleMessengerOverworld</c>.</summary>
/// <remarks>Who comes back from the task is asked to say something first, so that a task that ends at once is not entered over
/// and over. Which task: the constructor's, else <c>opt.default_task</c>, else <c>"default"</c>.
/// <code>public class Overworld(WorldContext context) : SimpleOverworld(context, "chat");</code></remarks>
/// <param name="context">What the world is given.</param>
/// <param name="task">The task's name; null (the default) to take it from the options.</param>
public class SimpleOverworld(WorldContext context, string? task = null) : Overworld(context)
{
    private const string Visited = "simple_overworld_visited";

    /// <summary>What somebody who comes back is told. Default: to say anything to start again, or EXIT.</summary>
    protected virtual string Again => $"Say anything to start again, or {Exit} to leave.";

    /// <inheritdoc />
    public override async Task<string?> Parley()
    {
        if (Agent.Data.Get(Visited, fallback: false))
        {
            var act = await Agent.AskAsync(Again);
            if (act.IsExit())
            {
                Agent.Data.Remove(Visited);
                return Exit;
            }
        }

        Agent.Data.Set(Visited, value: true);
        return task ?? Opt.Get("default_task", "default");
    }
}
