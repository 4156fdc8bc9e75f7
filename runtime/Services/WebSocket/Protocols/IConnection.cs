using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Services.WebSocket.Protocols;

/// <summary>What a protocol asks of the connection that it is spoken on.</summary>
internal interface IConnection
{
    /// <summary>Its number.</summary>
    long Id { get; }

    /// <summary>The name of its service.</summary>
    string Service { get; }

    /// <summary>From now on a person is at the other end; tells the gateway so.</summary>
    void Seat(PersonId person, Connected arrival);

    /// <summary>Nobody is at the other end after all.</summary>
    void Unseat();

    /// <summary>Tells the gateway what the person did.</summary>
    void Bring(Arrival arrival);

    /// <summary>What a payload that came becomes: a file's content is stored, a reference looked up.</summary>
    /// <param name="payload">What came; null for nothing.</param>
    /// <param name="clientId">The client's id of the message, for the refusal.</param>
    /// <exception cref="Frames.FrameException">It is refused.</exception>
    Payload? Take(Payload? payload, string? clientId);

    /// <summary>What a payload becomes for a client that fetches files with its token.</summary>
    Payload Refer(Payload payload);

    /// <summary>What a payload becomes for a client that can't fetch files.</summary>
    Payload Inline(Payload payload);

    /// <summary>Counts a frame against the connection's rate.</summary>
    /// <param name="cost">What it counts: 1 for a message.</param>
    /// <param name="clientId">The client's id of it, for the refusal.</param>
    /// <exception cref="Frames.FrameException">Frames come too fast.</exception>
    void Spend(double cost, string? clientId = null);
}
