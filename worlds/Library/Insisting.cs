namespace ScriptChat.Worlds.Library;

/// <summary>Asking an agent until the answer is one of those offered.</summary>
public static class Insisting
{
    /// <summary>How long <see cref="ActWithTimeoutAsync"/> waits when nothing else is said: 120 seconds.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(120);

    /// <summary>Waits for the agent's next message, at most <paramref name="timeout"/>; with <paramref name="quickReplies"/>, for
    /// one of them: to any other the agent is told what there is to choose from, and the wait goes on.</summary>
    /// <remarks>As ParlAI's <c>TimeoutUtils.get_timeout_act</c>, but what it gives back is always one of the choices. Case and
    /// space around an answer do not count; it comes back as it was offered.</remarks>
    /// <param name="agent">Whom to wait for.</param>
    /// <param name="context">The conversation, for its time.</param>
    /// <param name="timeout">How long to wait in all, however often the agent answers something else; null (the default)
    /// for <see cref="DefaultTimeout"/>.</param>
    /// <param name="quickReplies">The answers that count; null or empty (the default) for any. They are shown when the agent
    /// has answered something else: the question is for the world to ask.</param>
    /// <returns>The answer, or null when the whole time was over.</returns>
    /// <exception cref="AgentLeftException">The agent left.</exception>
    public static async Task<Message?> ActWithTimeoutAsync(
        this ChatAgent agent, ConversationContext context, TimeSpan? timeout = null, IEnumerable<string>? quickReplies = null)
    {
        ArgumentNullException.ThrowIfNull(agent);
        ArgumentNullException.ThrowIfNull(context);
        string[] choices = [.. quickReplies ?? []];
        var deadline = context.Now + (timeout ?? DefaultTimeout);
        while (deadline - context.Now is var left && left >= TimeSpan.Zero)
        {
            var act = await agent.ActAsync(left);
            if (act is null || choices.Length == 0) return act;
            if (Pick(choices, act) is { } choice) return act with { Text = choice };
            Insist(agent, choices);
        }

        return null;
    }

    /// <summary>Asks until the answer is one of <paramref name="choices"/>, however long it takes.</summary>
    /// <param name="agent">Whom to ask.</param>
    /// <param name="question">What to say.</param>
    /// <param name="choices">The answers that count, shown as quick replies; at least one. Case and space around an answer do
    /// not count.</param>
    /// <returns>The answer as it stands in <paramref name="choices"/>.</returns>
    /// <exception cref="ArgumentException">There is nothing to choose from.</exception>
    /// <exception cref="AgentLeftException">The agent left.</exception>
    public static async Task<string> ChooseAsync(this ChatAgent agent, string question, params IEnumerable<string> choices)
    {
        ArgumentNullException.ThrowIfNull(agent);
        string[] all = [.. choices];
        if (all.Length == 0) throw new ArgumentException("There is nothing to choose from.", nameof(choices));
        var act = await agent.AskAsync(question, all);
        while (true)
        {
            if (Pick(all, act) is { } choice) return choice;
            Insist(agent, all);
            act = await agent.ActAsync();
        }
    }

    private static string? Pick(string[] choices, Message act) =>
        Array.Find(choices, choice => ControlWords.Matches(act.Text, choice));

    private static void Insist(ChatAgent agent, string[] choices) =>
        agent.Observe($"Please answer with one of these: {string.Join(" / ", choices)}", choices);
}
