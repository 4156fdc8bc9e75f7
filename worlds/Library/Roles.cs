namespace ScriptChat.Worlds.Library;

/// <summary>Gives agents their roles, for a world's <c>assign_roles</c>.</summary>
public static class Roles
{
    /// <summary>Gives the first agent the first name, the second the second, and so on.</summary>
    /// <param name="agents">The agents.</param>
    /// <param name="names">The roles. With fewer names than agents, those for whom none is left are not in the conversation and
    /// go back to their places in line.</param>
    public static void Assign(IReadOnlyList<ChatAgent> agents, params IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(agents);
        ArgumentNullException.ThrowIfNull(names);
        for (var i = 0; i < agents.Count; i++) agents[i].DisplayId = i < names.Count ? names[i] : null;
    }
}
