using System.Collections.Concurrent;
using ScriptChat.Messages;

namespace ScriptChat.Engine.Tests.Support;

/// <summary>A service that keeps what is delivered.</summary>
internal sealed class TestService(string name) : IChatService
{
    private readonly ConcurrentDictionary<long, TestPerson> connections = new();

    public string Name => name;

    public void Connect(long connection, TestPerson person) => connections[connection] = person;

    public void Deliver(PersonId person, Delivery delivery)
    {
        if (connections.TryGetValue(delivery.Connection, out var receiver)) receiver.Deliveries.Add(delivery);
    }

    public Task StartAsync(IGateway gateway, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
