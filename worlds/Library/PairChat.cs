namespace ScriptChat.Worlds.Library;

/// <summary>People who talk with each other, two or more: what one says, the others see under the speaker's role.</summary>
/// <remarks><c>[DONE]</c> ends the conversation for everybody. <c>EXIT</c> of one of two ends it as well, and the speaker leaves the
/// service; of more than two, the speaker goes back to the overworld and the others go on. So they do when somebody leaves. Use
/// it as it is, or override what is said:
/// <code>
/// public class ChatTaskWorld(WorldContext context) : PairChat(context)
/// {
///     static void AssignRoles(IReadOnlyList&lt;ChatAgent&gt; agents) => Roles.Assign(agents, "Teacher", "Student");
/// }
/// </code></remarks>
/// <param name="context">What the world is given.</param>
public class PairChat(WorldContext context) : World(context)
{
    private bool welcomed;
    private bool done;

    /// <summary>How long all may be silent before the conversation ends; null (the default) for ever.</summary>
    protected virtual TimeSpan? SilenceLimit => null;

    /// <summary>Those who are still here.</summary>
    protected IReadOnlyList<ChatAgent> Present => [.. Agents.Where(agent => !agent.HasLeft)];

    /// <summary>What somebody is told at the start; null for nothing.</summary>
    /// <param name="agent">To whom it is said.</param>
    protected virtual string? Welcome(ChatAgent agent)
    {
        ArgumentNullException.ThrowIfNull(agent);
        return $"You are {agent.DisplayId}, and you talk with {string.Join(" and ", agent.Partners.Select(other => other.DisplayId))}. "
            + $"Say {ControlWords.Done} to end the conversation.";
    }

    /// <summary>When somebody has said something. Shows it to the others.</summary>
    /// <param name="speaker">Who spoke.</param>
    /// <param name="message">What they said.</param>
    protected virtual void Pass(ChatAgent speaker, Message message)
    {
        ArgumentNullException.ThrowIfNull(speaker);
        Tell(speaker.Partners, message with { Id = speaker.DisplayId ?? "" });
    }

    /// <inheritdoc />
    public override async Task Parley()
    {
        if (!welcomed) WelcomeAll();
        if (Present.Count < 2)
        {
            End("Everybody else has left.", Present);
            return;
        }

        Turn? turn;
        try
        {
            turn = await Context.NextActAsync(Present, SilenceLimit);
        }
        catch (AgentLeftException left) when (Present.Count > 1)
        {
            Tell(Present, $"{left.Agent.DisplayId} has left.");
            return;
        }

        if (turn is null) End("Nobody has said anything for a while, so this conversation is over.", Present);
        else if (turn.Message.IsDone()) End($"{turn.Agent.DisplayId} has ended the conversation.", turn.Agent.Partners);
        else if (turn.Message.IsExit()) Leave(turn.Agent);
        else Pass(turn.Agent, turn.Message);
    }

    /// <inheritdoc />
    public override bool EpisodeDone() => done;

    /// <summary>Ends the conversation.</summary>
    /// <param name="notice">What to say.</param>
    /// <param name="to">To whom.</param>
    protected void End(string notice, IEnumerable<ChatAgent> to)
    {
        Tell(to, notice);
        done = true;
    }

    private void WelcomeAll()
    {
        welcomed = true;
        foreach (var agent in Agents)
        {
            if (Welcome(agent) is { } text) agent.Observe(text);
        }
    }

    private void Leave(ChatAgent speaker)
    {
        var others = speaker.Partners.Where(other => !other.HasLeft).ToList();
        if (others.Count < 2)
        {
            speaker.Data["next_task"] = ControlWords.Exit;
            End($"{speaker.DisplayId} has left.", others);
            return;
        }

        Tell(others, $"{speaker.DisplayId} has left.");
        speaker.MarkInactive();
    }

    private static void Tell(IEnumerable<ChatAgent> agents, string notice) => Tell(agents, new Message { Text = notice });

    private static void Tell(IEnumerable<ChatAgent> agents, Message message)
    {
        foreach (var agent in agents.Where(agent => !agent.HasLeft)) agent.Observe(message);
    }
}
