using ScriptChat.Actors.Letters;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Around;

/// <summary>What scripts see of a person outside a world.</summary>
internal static class States
{
    public static AgentState Of(AgentSeed seed, TimeSpan timeInPool, WorldModule module) => new()
    {
        PersonId = seed.Person.Value,
        Service = seed.Person.Service,
        Data = new ReadOnlyData(seed.Data, module.Json),
        OnboardData = new ReadOnlyData(seed.OnboardData, module.Json),
        StoredData = new ReadOnlyData(seed.StoredData, module.Json),
        TimeInPool = timeInPool,
    };
}
