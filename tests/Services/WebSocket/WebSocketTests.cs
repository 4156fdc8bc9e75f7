using System.Text.Json.Nodes;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Services.Tests.Contract;

namespace ScriptChat.Services.Tests.WebSocket;

/// <summary>The websocket service, whose settings may be changed before it starts.</summary>
internal abstract class WebSocketTests
{
    protected TypedFixture Fixture { get; } = new();

    protected ScriptedGateway Gateway => Fixture.Gateway;

    protected Task StartAsync() => Fixture.StartAsync();

    [TearDown]
    public async Task StopAsync()
    {
        if (Fixture.IsStarted) await Fixture.DisposeAsync();
    }

    protected Task<SocketClient> PlainAsync() => SocketClient.ConnectAsync(Fixture.Address);

    /// <summary>A client of scriptchat.v1 that has not said hello.</summary>
    protected Task<SocketClient> TypedAsync() => SocketClient.ConnectAsync(Fixture.Address, "scriptchat.v1");

    /// <summary>One that was welcomed; its person and token too.</summary>
    protected async Task<(SocketClient Client, PersonId Person, string Token, long Connection)> WelcomedAsync()
    {
        var client = await TypedAsync();
        await client.SendAsync("""{"type":"hello"}""");
        var welcome = await client.ReceiveAsync("welcome");
        var (person, connected) = await Gateway.HearAsync<Connected>();
        return (client, person, (string)welcome["session"]!, connected.Connection);
    }

    /// <summary>The client's next frame is an error with a code.</summary>
    protected static async Task<JsonObject> ErrorAsync(SocketClient client, DiagnosticCode code)
    {
        var error = await client.ReceiveAsync("error");
        Assert.That((string?)error["code"], Is.EqualTo(code.Id));
        Assert.That((string?)error["text"], Is.Not.Empty);
        return error;
    }

    /// <summary>The client still has its connection and is still heard.</summary>
    protected async Task AssertServedAsync(SocketClient client)
    {
        var id = Guid.NewGuid().ToString("N");
        await client.SendAsync(new JsonObject { ["type"] = "message", ["id"] = id, ["text"] = "still here" });
        Assert.That((string?)(await client.ReceiveAsync("message"))["text"], Is.EqualTo("still here"));
        await Gateway.HearAsync<Said>(said => said.ClientId == id);
    }
}
