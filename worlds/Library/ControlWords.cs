namespace ScriptChat.Worlds.Library;

/// <summary>The words by which people steer a conversation: <c>[DONE]</c>, <c>[RESET]</c> and <c>EXIT</c>.</summary>
/// <remarks>Case and space around them do not count. The bracketed words count anywhere in a message, as in ParlAI; <c>EXIT</c>
/// only when it is all that is said, since people use the word in sentences.</remarks>
public static class ControlWords
{
    /// <summary>Ends the conversation.</summary>
    public const string Done = "[DONE]";

    /// <summary>Starts the conversation anew.</summary>
    public const string Reset = "[RESET]";

    /// <summary>Leaves: the menu, the conversation, in the end the service.</summary>
    public const string Exit = Overworld.Exit;

    /// <summary>Whether the speaker wants the conversation to end.</summary>
    /// <param name="message">What was said.</param>
    public static bool IsDone(this Message message) => Holds(message, Done);

    /// <summary>Whether the speaker wants to start anew.</summary>
    /// <param name="message">What was said.</param>
    public static bool IsReset(this Message message) => Holds(message, Reset);

    /// <summary>Whether the speaker wants to leave.</summary>
    /// <param name="message">What was said.</param>
    public static bool IsExit(this Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Matches(message.Text, Exit);
    }

    /// <summary>Whether two answers are the same to a person: case and space around them do not count.</summary>
    /// <param name="answer">What was said.</param>
    /// <param name="expected">What was offered.</param>
    internal static bool Matches(string answer, string expected) =>
        answer.AsSpan().Trim().Equals(expected.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase);

    private static bool Holds(Message message, string word)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Text.Contains(word, StringComparison.OrdinalIgnoreCase);
    }
}
