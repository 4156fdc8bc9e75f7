using System.Text.Json;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;

namespace ScriptChat.Services.WebSocket.Protocols;

/// <summary>How frames become arrivals, and deliveries frames. One for each connection.</summary>
internal abstract class Protocol
{
    /// <summary>Whether the client has said who it is.</summary>
    public abstract bool Introduced { get; }

    /// <summary>The connection is open.</summary>
    public abstract void Open();

    /// <summary>A frame came in.</summary>
    /// <exception cref="Frames.FrameException">It can't be taken.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public abstract void Take(ReadOnlySpan<byte> frame);

    /// <summary>Writes a delivery's fields; false when this protocol has no words for it.</summary>
    public abstract bool Write(Utf8JsonWriter json, Delivery delivery);

    /// <summary>Writes the fields of a refusal.</summary>
    public abstract void WriteError(Utf8JsonWriter json, DiagnosticCode code, string text, string? clientId);
}
