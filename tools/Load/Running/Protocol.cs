namespace ScriptChat.Tools.Load.Running;

/// <summary>How a client speaks with the service.</summary>
internal enum Protocol
{
    /// <summary>ParlAI's frames, no subprotocol.</summary>
    Plain,

    /// <summary>The typed frames of <c>scriptchat.v1</c>.</summary>
    V1,
}
