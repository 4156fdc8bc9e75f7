namespace ScriptChat.Worlds;

/// <summary>A person as a world sees them: one agent object per person and world. Use it on the conversation's own thread only.</summary>
public abstract class ChatAgent
{
    /// <summary>The person, by an id that is the same in every world and says nothing of who they are.</summary>
    public abstract string PersonId { get; }

    /// <summary>The person's place in <see cref="WorldContext.Agents"/>, counted from 0.</summary>
    public abstract int Index { get; }

    /// <summary>The role in this world, such as <c>"Agent_0"</c>; <c>assign_roles</c> sets it. Null there means: not in this conversation,
    /// and the person goes back to their place in line.</summary>
    public string? DisplayId { get; set; }

    /// <summary>The other agents of the world, in order.</summary>
    public abstract IReadOnlyList<ChatAgent> Partners { get; }

    /// <summary>What worlds keep of the person from world to world. Merge-only.</summary>
    public abstract AgentData Data { get; }

    /// <summary>What the task's onboard world gave as its <c>data</c>; empty when there was none.</summary>
    public abstract ReadOnlyData OnboardData { get; }

    /// <summary>What is kept of the person for good, also across sessions where the service can tell who somebody is.</summary>
    public abstract AgentData StoredData { get; }

    /// <summary>Whether this agent believes the conversation to be done: set by a message with
    /// <see cref="Message.EpisodeDone"/>, or by the world. False at the start. The world's <c>episode_done</c> decides.</summary>
    public bool EpisodeDone { get; set; }

    /// <summary>Whether images and other files from the person reach the world. When false (the default unless <c>config.toml</c> says
    /// <c>uploads</c>) the person is told that only text is supported, and a message without text is dropped.</summary>
    public bool AllowImages { get; set; }

    /// <summary>Whether the person has no connection now. Away is not left: they keep their seat.</summary>
    public abstract bool IsAway { get; }

    /// <summary>Whether the person has left this world. What they are sent from then on goes nowhere.</summary>
    public abstract bool HasLeft { get; }

    /// <summary>Shows the person a message. Returns at once; order is kept.</summary>
    /// <param name="message">What to show.</param>
    public abstract void Observe(Message message);

    /// <summary>Shows the person some words without a speaker's name.</summary>
    /// <param name="text">What to say.</param>
    /// <param name="quickReplies">Answers to pick from; none by default.</param>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public void Observe(string text, params IEnumerable<string> quickReplies) => Observe(Plain(text, quickReplies));

    /// <summary>Shows the person that somebody is writing, where the service can. Not recorded, not kept for those away.</summary>
    /// <param name="on">True to show it, false to take it away; a message from the world takes it away too.</param>
    public abstract void ObserveTyping(bool on = true);

    /// <summary>Takes the next message that the person has said, or null when there is none. To wait, use <see cref="ActAsync(CancellationToken)"/>.</summary>
    public abstract Message? Act();

    /// <summary>Waits until the person speaks. While a call is pending, another on the same agent gives the same task.</summary>
    /// <param name="cancellationToken">Gives up waiting; what the person says later is kept for the next call.</param>
    /// <returns>What they said, their role as its <see cref="Message.Id"/>.</returns>
    /// <exception cref="AgentLeftException">The person left. Uncaught it is a normal end of the world.</exception>
    public abstract Task<Message> ActAsync(CancellationToken cancellationToken = default);

    /// <summary>Waits until the person speaks, at most <paramref name="timeout"/>.</summary>
    /// <param name="timeout">How long, in the service's running time; zero or more.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>What they said, or null when the time was over.</returns>
    /// <exception cref="AgentLeftException">The person left.</exception>
    public abstract Task<Message?> ActAsync(TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Says something and waits for the answer.</summary>
    /// <param name="question">What to say.</param>
    /// <param name="quickReplies">Answers to pick from; none by default. The person may type another.</param>
    /// <exception cref="ArgumentNullException">The question is null.</exception>
    /// <exception cref="AgentLeftException">The person left.</exception>
    public Task<Message> AskAsync(string question, params IEnumerable<string> quickReplies)
    {
        Observe(Plain(question, quickReplies));
        return ActAsync();
    }

    /// <summary>Takes the person out of this world, as if they had left; they go on to the overworld.</summary>
    public abstract void MarkInactive();

    private static Message Plain(string text, IEnumerable<string> quickReplies)
    {
        // Here the trace still names the script's line.
        if (text is null) throw new ArgumentNullException(nameof(text), "There is nothing to say: the text is null. A value that may be missing needs another one in its place.");
        string[] replies = [.. quickReplies];
        if (replies.Contains(null)) throw new ArgumentException("One of the quick replies is null.", nameof(quickReplies));
        return new Message { Text = text, QuickReplies = replies.Length == 0 ? null : replies };
    }
}
