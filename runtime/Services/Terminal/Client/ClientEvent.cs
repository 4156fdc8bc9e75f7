using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace ScriptChat.Services.Terminal.Client;

/// <summary>Something that happens to a <see cref="ClientChat"/>.</summary>
internal abstract record ClientEvent
{
    /// <summary>The person typed a line.</summary>
    internal sealed record Line(string Text) : ClientEvent;

    /// <summary>A frame came.</summary>
    internal sealed record Arrived(Wire From, JsonObject Frame) : ClientEvent;

    /// <summary>A socket ended.</summary>
    internal sealed record Broke(Wire From, int Code) : ClientEvent;

    /// <summary>There is a new socket.</summary>
    internal sealed record Back(ClientWebSocket Socket) : ClientEvent;

    /// <summary>The service is to be tried again with what it could not take.</summary>
    internal sealed record Again : ClientEvent;

    /// <summary>No more lines will come.</summary>
    internal sealed record EndOfInput : ClientEvent;

    /// <summary>The person wants to leave.</summary>
    internal sealed record Leave : ClientEvent;

    /// <summary>The goodbye did not come in time.</summary>
    internal sealed record LeaveOverdue : ClientEvent;
}
