namespace ScriptChat.Tools.Load.Wire;

/// <summary>Hears what comes over a connection, one thing at a time. What it is handed is gone when it returns.</summary>
internal interface IWireListener
{
    /// <summary>A message.</summary>
    /// <param name="message">Its content.</param>
    void OnText(ReadOnlySpan<byte> message);

    /// <summary>The service wants a pong.</summary>
    /// <param name="payload">What the pong is to carry.</param>
    void OnPing(ReadOnlySpan<byte> payload);

    /// <summary>The connection has ended; the last that is heard of it.</summary>
    /// <param name="reason">Why.</param>
    void OnClosed(string reason);
}
