using ScriptChat.Messages;
using ScriptChat.Services.WebSocket.Limits;

namespace ScriptChat.Services.WebSocket.Connections;

/// <summary>What all connections of a service share.</summary>
internal sealed record Surroundings(string Service, IGateway Gateway, WebSocketSettings Settings, PersonTurns Turns);
