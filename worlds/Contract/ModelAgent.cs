namespace ScriptChat.Worlds;

/// <summary>A model in one conversation: it observes what is said, and acts when it is asked to.</summary>
public abstract class ModelAgent
{
    /// <summary>The speaker's name in what it says.</summary>
    public abstract string Id { get; }

    /// <summary>What it has observed and said since the last <see cref="Reset"/>, oldest first.</summary>
    public abstract IReadOnlyList<Message> History { get; }

    /// <summary>Adds a message to its history.</summary>
    /// <param name="message">What was said, by somebody else.</param>
    public abstract void Observe(Message message);

    /// <summary>Lets it speak. The answer is recorded, added to its history and given back; it is not shown to anybody.</summary>
    /// <exception cref="SideEffectException">The model failed.</exception>
    public abstract Task<Message> ActAsync();

    /// <summary>Forgets the history.</summary>
    public abstract void Reset();
}
