using System.Text.Json.Nodes;
using ScriptChat.Worlds;

namespace ScriptChat.Messages;

/// <summary>What a service tells the gateway of a person. Values; nothing here refers back to the service.</summary>
/// <param name="Connection">The connection that it came over, as <see cref="ConnectionIds"/> numbered it.</param>
public abstract record Arrival(long Connection);

/// <summary>The person is here over this connection. It takes the seat from an older one. Opens the journey of somebody new.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Resume">True when the person must exist already (they brought a token); who does not is refused with
/// <c>SC4001</c> and nothing is made of it.</param>
/// <param name="LastSeen">The highest number that the client has; null for a client that has nothing (a refreshed page),
/// which is then told the person's own words too.</param>
/// <param name="Keeps">Whether the service's people can come back (they have tokens): their messages are kept and numbered.
/// False for a plain client, for whom the end of the connection is leaving.</param>
/// <param name="Opens">Whether this alone opens the journey. False when the first message is to do it (ParlAI's frames).</param>
public sealed record Connected(long Connection, bool Resume, long? LastSeen, bool Keeps, bool Opens) : Arrival(Connection);

/// <summary>The connection is gone. A person who <c>Keeps</c> is away; a plain one has left.</summary>
/// <param name="Connection">The connection.</param>
public sealed record Disconnected(long Connection) : Arrival(Connection);

/// <summary>The person said something.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="ClientId">The client's own id of the message, by which a resend is recognized and which is acknowledged; null when
/// the client has none, and is then neither.</param>
/// <param name="Message">What they said; words may be empty beside a payload. Who speaks stands in no <see cref="Message.Id"/> yet: the world knows it.</param>
public sealed record Said(long Connection, string? ClientId, Message Message) : Arrival(Connection)
{
    /// <summary>The person said words alone.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="clientId">The client's own id of the message, or null.</param>
    /// <param name="text">The words.</param>
    public Said(long connection, string? clientId, string text)
        : this(connection, clientId, new Message { Text = text })
    {
    }
}

/// <summary>The person is writing, or no longer.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="On">Whether they are.</param>
public sealed record Typed(long Connection, bool On) : Arrival(Connection);

/// <summary>The client has the messages up to a number.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Seq">The highest number that it has.</param>
public sealed record Received(long Connection, long Seq) : Arrival(Connection);

/// <summary>The person has read the messages up to a number.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Seq">The highest number that was read.</param>
public sealed record Read(long Connection, long Seq) : Arrival(Connection);

/// <summary>The person leaves for good: their journey ends.</summary>
/// <param name="Connection">The connection.</param>
public sealed record Leaves(long Connection) : Arrival(Connection);

/// <summary>The person judges a message.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Seq">The message.</param>
/// <param name="Content">What they say of it.</param>
public sealed record Judged(long Connection, long Seq, JsonObject Content) : Arrival(Connection);
