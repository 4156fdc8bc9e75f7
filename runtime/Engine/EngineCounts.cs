namespace ScriptChat.Engine;

/// <summary>How many there are now.</summary>
/// <param name="People">People whose journey goes on.</param>
/// <param name="Here">Those of them with a connection.</param>
/// <param name="Waiting">People in pools.</param>
/// <param name="Conversations">Running worlds of all kinds.</param>
/// <param name="InTaskWorlds">Running task worlds.</param>
public sealed record EngineCounts(int People, int Here, int Waiting, int Conversations, int InTaskWorlds);
