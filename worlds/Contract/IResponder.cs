namespace ScriptChat.Worlds;

/// <summary>What a kind of model has to do: answer a history. It keeps nothing between two calls, so that a conversation
/// can be rebuilt from what was recorded. Called from any thread, several calls at a time.</summary>
public interface IResponder
{
    /// <summary>Answers.</summary>
    /// <param name="request">What was said so far, and chance to draw from.</param>
    /// <param name="cancellationToken">Cancelled when the conversation ends.</param>
    /// <returns>The answer. An empty <see cref="Message.Id"/> is filled in with the agent's.</returns>
    Task<Message> RespondAsync(ModelRequest request, CancellationToken cancellationToken);
}
