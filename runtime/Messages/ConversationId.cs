namespace ScriptChat.Messages;

/// <summary>One running world.</summary>
/// <param name="Value">Unique for ever, also across restarts.</param>
public readonly record struct ConversationId(string Value)
{
    /// <inheritdoc />
    public override string ToString() => Value;
}
