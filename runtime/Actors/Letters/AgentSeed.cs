using System.Text.Json.Nodes;
using ScriptChat.Messages;

namespace ScriptChat.Actors.Letters;

/// <summary>A person as they come to a pool or a world: a copy of what is kept of them. Nobody changes the JSON afterwards.</summary>
public sealed record AgentSeed(
    PersonId Person,
    JsonObject Data,
    JsonObject OnboardData,
    JsonObject StoredData,
    bool Here);
