namespace ScriptChat.Tools.Load.Comparing;

/// <summary>A service under measurement ended or lets nobody in.</summary>
/// <param name="message">Which, how, and its last words.</param>
internal sealed class ServerFailedException(string message) : Exception(message);
