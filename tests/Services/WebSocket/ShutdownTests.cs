using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.Time.Testing;
using ScriptChat.Messages;
using ScriptChat.Services.Tests.Contract;
using ScriptChat.Services.WebSocket.Limits;
using ScriptChat.Worlds;

namespace ScriptChat.Services.Tests.WebSocket;

[TestFixture]
internal sealed class ShutdownTests : WebSocketTests
{
    [Test]
    public async Task Stop_WithPeople_SendsWhatIsQueuedAndCloses1001()
    {
        await StartAsync();
        var (client, person, _, _) = await WelcomedAsync();
        for (var i = 0; i < 20; i++) Gateway.Show(person, new Message { Text = new string('x', 30_000) });
        var stopping = Fixture.Service.StopAsync(CancellationToken.None);
        for (var i = 0; i < 20; i++) Assert.That(await client.ReceiveAsync("message"), Is.Not.Null);
        Assert.That(await client.ClosedAsync(), Is.EqualTo(1001));
        await stopping.Soon();
        await Gateway.HearAsync<Disconnected>();
    }

    [Test]
    public async Task Stop_WithNobody_EndsAtOnceAndTakesNobodyNew()
    {
        await StartAsync();
        await Fixture.Service.StopAsync(CancellationToken.None).Soon();
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        Assert.That(async () => await socket.ConnectAsync(Fixture.Address, CancellationToken.None).Soon(), Throws.InstanceOf<WebSocketException>());
        Assert.That(socket.HttpStatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task Stop_WithAClientThatDoesNotAnswer_IsBounded()
    {
        var time = new FakeTimeProvider();
        Fixture.Settings = new WebSocketSettings { Time = time };
        await StartAsync();
        using var raw = await RawClient.ConnectAsync(Fixture.Address);
        await Gateway.HearAsync<Connected>();
        var stopping = Fixture.Service.StopAsync(CancellationToken.None);
        Assert.That(stopping.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(5));
        await stopping.Soon();
        await Gateway.HearAsync<Disconnected>();
    }

    [Test]
    public async Task Stop_GivenUp_CutsOff()
    {
        await StartAsync();
        using var raw = await RawClient.ConnectAsync(Fixture.Address);
        await Gateway.HearAsync<Connected>();
        await Fixture.Service.StopAsync(new CancellationToken(canceled: true)).Soon();
        await Gateway.HearAsync<Disconnected>();
    }
}
