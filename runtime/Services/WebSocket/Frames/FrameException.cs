using ScriptChat.Diagnostics;

namespace ScriptChat.Services.WebSocket.Frames;

/// <summary>A client's frame can't be taken. Says why without quoting it.</summary>
internal sealed class FrameException(DiagnosticCode code, string reason, string? clientId = null) : Exception(reason)
{
    public DiagnosticCode Code { get; } = code;

    /// <summary>The client's id of the message that it was, if it had one.</summary>
    public string? ClientId { get; } = clientId;

    /// <summary>What is wrong and what to do, for the client's author.</summary>
    public string Text => $"{Message}; {Code.Advice}";
}
