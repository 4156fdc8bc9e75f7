using ScriptChat.Messages;

namespace ScriptChat.Engine.Tests.Simulations;

/// <summary>Brings deliveries to the simulation's people.</summary>
internal sealed class SimService : IChatService
{
    private readonly Dictionary<PersonId, SimPerson> people = [];

    public string Name => "sim";

    public void Add(SimPerson person) => people[person.Id] = person;

    public void Remove(SimPerson person)
    {
        if (people.GetValueOrDefault(person.Id) == person) people.Remove(person.Id);
    }

    public void Deliver(PersonId person, Delivery delivery) => people.GetValueOrDefault(person)?.Take(delivery);

    public Task StartAsync(IGateway gateway, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
