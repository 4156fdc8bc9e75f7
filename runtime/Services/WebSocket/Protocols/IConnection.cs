using ScriptChat.Messages;

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

    /// <summary>Counts a frame against the connection's rate.</summary>
    /// <param name="cost">What it counts: 1 for a message.</param>
    /// <param name="clientId">The client's id of it, for the refusal.</param>
    /// <exception cref="Frames.FrameException">Frames come too fast.</exception>
    void Spend(double cost, string? clientId = null);
}
