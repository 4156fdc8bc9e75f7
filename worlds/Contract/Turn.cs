namespace ScriptChat.Worlds;

/// <summary>Somebody's turn: who spoke and what they said.</summary>
/// <param name="Agent">Who spoke.</param>
/// <param name="Message">What they said.</param>
public sealed record Turn(ChatAgent Agent, Message Message);
