using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Services.Tests.WebSocket;

/// <summary>What the wire says of a changed script, of history that is gone, and of a store that fails.</summary>
[TestFixture]
internal sealed class ReloadFrameTests : WebSocketTests
{
    [SetUp]
    public Task BeginAsync() => StartAsync();

    [TestCase(false, """{"type":"reload","from":2}""")]
    [TestCase(true, """{"type":"reload","from":2,"upto":3}""")]
    public async Task Struck_ToATypedClient_IsAReloadFrame(bool bounded, string frame)
    {
        var (client, person, _, _) = await WelcomedAsync();
        await using (client)
        {
            for (var i = 1; i <= 3; i++) Gateway.Show(person, new Message { Text = $"m{i}" });
            for (var i = 1; i <= 3; i++) await client.ReceiveAsync("message");
            Gateway.Strike(person, 2, bounded);
            Assert.That(await client.ReceiveTextAsync(), Is.EqualTo(frame));
        }
    }

    [Test]
    public async Task Struck_ToAPlainClient_IsNothing()
    {
        await using var client = await SocketClient.ConnectAsync(Fixture.Address);
        var (person, _) = await Gateway.HearAsync<Connected>();
        Gateway.Show(person, new Message { Text = "old" });
        Gateway.Strike(person, 1);
        Gateway.Show(person, new Message { Text = "new" });
        Assert.That((string?)(await client.ReceiveAsync())!["text"], Is.EqualTo("old"));
        Assert.That((string?)(await client.ReceiveAsync())!["text"], Is.EqualTo("new"));
    }

    [Test]
    public async Task HistoryCut_AtAResume_ComesBeforeWhatIsKept()
    {
        var (first, person, token, _) = await WelcomedAsync();
        for (var i = 1; i <= 5; i++) Gateway.Show(person, new Message { Text = $"m{i}" });
        await first.CloseAsync();
        Gateway.Keeps = 2;
        await using var second = await TypedAsync();
        await second.SendAsync(new System.Text.Json.Nodes.JsonObject { ["type"] = "hello", ["session"] = token, ["seq"] = 1 });
        await second.ReceiveAsync("welcome");
        var cut = (await second.ReceiveAsync())!;
        Assert.That(((string?)cut["type"], (string?)cut["code"]), Is.EqualTo(("error", ServiceCodes.HistoryCut.Id)));
        Assert.That((long?)(await second.ReceiveAsync())!["seq"], Is.EqualTo(4));
    }

    [Test]
    public async Task NotStored_ToATypedClient_NamesTheMessageToSendAgain()
    {
        var (client, person, _, _) = await WelcomedAsync();
        await using (client)
        {
            Gateway.Stores = false;
            await client.SendAsync("""{"type":"message","id":"c1","text":"keep me"}""");
            var refused = await client.ReceiveAsync("error");
            Assert.That(((string?)refused["code"], (string?)refused["id"]), Is.EqualTo((ServiceCodes.NotStored.Id, "c1")));
            Gateway.Stores = true;
            await client.SendAsync("""{"type":"message","id":"c1","text":"keep me"}""");
            await client.ReceiveAsync("ack");
            Assert.That(Gateway.Taken(person), Is.EqualTo(new[] { "keep me" }));
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task NotStored_ToAPlainClient_IsToldInWordsThatItWasNotTaken(bool said)
    {
        await using var client = await SocketClient.ConnectAsync(Fixture.Address);
        var (person, connected) = await Gateway.HearAsync<Connected>();
        Gateway.Stores = false;
        if (said) await client.SendAsync("""{"text":"hello"}""");
        else Gateway.Deliver(person, new Refused(connected.Connection, RecoveryCodes.StoreFails, RecoveryCodes.StoreFails.Title));
        Assert.That(await client.ReceiveTextAsync(), Is.EqualTo("""{"text":"That could not be stored and was not taken. Please say it again in a while.","quick_replies":null}"""));
    }
}
