namespace ScriptChat.Engine.Conversations;

/// <summary>A world spoke again and again without waiting for anything.</summary>
internal sealed class WorldSpinsException() : Exception("The world's parley spoke 100 times in a row without waiting for anything.");
