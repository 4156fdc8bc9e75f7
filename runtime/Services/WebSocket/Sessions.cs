using ScriptChat.Messages;
using ScriptChat.Services.WebSocket.Protocols;

namespace ScriptChat.Services.WebSocket;

/// <summary>The tokens of sessions, for what else a service offers to the people who hold them.</summary>
public static class Sessions
{
    /// <summary>A new token: unguessable, and nobody's yet.</summary>
    public static string NewToken() => SessionToken.Create();

    /// <summary>The address of the person who holds a token.</summary>
    /// <param name="service">The service's name.</param>
    /// <param name="token">The token.</param>
    /// <returns>Null for what is no token. Whether there is such a person only the engine knows.</returns>
    public static PersonId? PersonOf(string service, string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return SessionToken.IsWellFormed(token) ? SessionToken.PersonOf(service, token) : null;
    }
}
