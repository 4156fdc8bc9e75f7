namespace ScriptChat.Engine.Tests.Simulations;

/// <summary>Something that must not be got wrong was.</summary>
internal sealed class InvariantException(string what) : Exception(what);
