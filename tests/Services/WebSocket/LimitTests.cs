using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.Time.Testing;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Services.Tests.Contract;
using ScriptChat.Services.WebSocket.Limits;
using ScriptChat.Worlds;

namespace ScriptChat.Services.Tests.WebSocket;

/// <summary>Every limit, over real sockets and on a clock of the test's own.</summary>
[TestFixture]
internal sealed class LimitTests : WebSocketTests
{
    private readonly FakeTimeProvider time = new();

    [Test]
    public async Task Frame_OfTheLargestSize_IsTaken()
    {
        await StartAsync(new WebSocketLimits());
        await using var client = await PlainAsync();
        await client.SendAsync(FrameOf(64 * 1024));
        var (_, said) = await Gateway.HearAsync<Said>();
        Assert.That(said.Message.Text, Has.Length.EqualTo((64 * 1024) - """{"text":""}""".Length));
    }

    [TestCase(64 * 1024)]
    [TestCase(1000)]
    public async Task Frame_OneByteTooLarge_GetsAnErrorAndClosesWith1009(int fragment)
    {
        await StartAsync(new WebSocketLimits());
        var (client, _, _, _) = await WelcomedAsync();
        var bytes = System.Text.Encoding.ASCII.GetBytes(FrameOf((64 * 1024) + 1));
        for (var at = 0; at < bytes.Length; at += fragment)
        {
            var end = Math.Min(bytes.Length, at + fragment);
            await client.SendAsync(bytes[at..end], WebSocketMessageType.Text, end == bytes.Length);
        }

        await ErrorAsync(client, ServiceCodes.FrameTooLarge);
        Assert.That(await client.ClosedAsync(), Is.EqualTo(1009));
        await Gateway.HearAsync<Disconnected>();
        Assert.That(Fixture.Log.Codes, Is.EqualTo(new[] { ServiceCodes.FrameTooLarge }));
    }

    [Test]
    public async Task Messages_FasterThanTheRate_AreRefusedUntilTimePasses()
    {
        await StartAsync(new WebSocketLimits { MessagesPerSecond = 2, Burst = 3 });
        Gateway.Echoes = false;
        var (client, _, _, _) = await WelcomedAsync();
        await client.SendAsync(MessageOf("c1"));
        await client.SendAsync(MessageOf("c2"));
        await client.SendAsync(MessageOf("c3"));
        var error = await ErrorAsync(client, ServiceCodes.TooFast);
        Assert.That((string?)error["id"], Is.EqualTo("c3"));
        time.Advance(TimeSpan.FromSeconds(0.5));
        await client.SendAsync(MessageOf("c3"));
        await client.ReceiveAsync("ack");
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.ClientId, Is.EqualTo("c1"));
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.ClientId, Is.EqualTo("c2"));
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.ClientId, Is.EqualTo("c3"));
    }

    [Test]
    public async Task SmallFrames_CountAQuarter()
    {
        await StartAsync(new WebSocketLimits { MessagesPerSecond = 1, Burst = 3 });
        var (client, _, _, _) = await WelcomedAsync();
        for (var i = 0; i < 9; i++) await client.SendAsync("""{"type":"ack","seq":1}""");
        await ErrorAsync(client, ServiceCodes.TooFast);
        for (var i = 0; i < 8; i++) await Gateway.HearAsync<Received>();
    }

    [Test]
    public async Task Client_ThatGoesOnTooFast_IsClosedWith1008()
    {
        await StartAsync(new WebSocketLimits { MessagesPerSecond = 1, Burst = 1, Strikes = 5 });
        await using var client = await PlainAsync();
        for (var i = 0; i < 6; i++) await client.SendAsync("""{"text":"spam"}""");
        Assert.That(await client.ClosedAsync(), Is.EqualTo(1008));
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo("spam"));
        await Gateway.HearAsync<Disconnected>();
        Assert.That(Fixture.Log.Codes, Is.EqualTo(new[] { ServiceCodes.TooFast }));
    }

    [Test]
    public async Task Garbage_CountsAgainstTheRate()
    {
        await StartAsync(new WebSocketLimits { MessagesPerSecond = 1, Burst = 2, Strikes = 3 });
        await using var client = await TypedAsync();
        for (var i = 0; i < 5; i++) await client.SendAsync("garbage");
        Assert.That(await client.ClosedAsync(), Is.EqualTo(1008));
    }

    [Test]
    public async Task Rate_OfZero_IsUnlimited()
    {
        await StartAsync(new WebSocketLimits().Unmetered());
        await using var client = await PlainAsync();
        for (var i = 0; i < 500; i++)
        {
            await client.SendAsync("""{"text":"again"}""");
            Assert.That((string?)(await client.ReceiveAsync())!["text"], Is.EqualTo("again"));
        }
    }

    [Test]
    public async Task Connections_BeyondTheLimit_Get503UntilOneLeaves()
    {
        await StartAsync(new WebSocketLimits { Connections = 2 });
        var first = await PlainAsync();
        await using var second = await PlainAsync();
        Assert.That(await RefusedAsync(), Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(Fixture.Log.Codes, Is.EqualTo(new[] { ServiceCodes.TooManyConnections }));
        await first.CloseAsync();
        await ConnectInTheEndAsync();
    }

    [Test]
    public async Task Connections_OfOneAddressBeyondItsLimit_Get429UntilOneLeaves()
    {
        await StartAsync(new WebSocketLimits { ConnectionsPerAddress = 2, CountLoopback = true });
        var first = await PlainAsync();
        await using var second = await PlainAsync();
        Assert.That(await RefusedAsync(), Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(Fixture.Log.Codes, Is.EqualTo(new[] { ServiceCodes.TooManyFromAddress }));
        await first.CloseAsync();
        await ConnectInTheEndAsync();
    }

    [Test]
    public async Task Connections_OfThisMachine_AreNotCountedByAddress()
    {
        await StartAsync(new WebSocketLimits { ConnectionsPerAddress = 1 });
        await using var first = await PlainAsync();
        await using var second = await PlainAsync();
        await second.SendAsync("""{"text":"in"}""");
        Assert.That((string?)(await second.ReceiveAsync())!["text"], Is.EqualTo("in"));
    }

    [Test]
    public async Task Client_WithoutHello_IsClosedWith4002()
    {
        await StartAsync(new WebSocketLimits());
        await using var client = await TypedAsync();
        await client.SendAsync("""{"type":"stop"}""");
        await ErrorAsync(client, ServiceCodes.HelloFirst);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(await client.ClosedAsync(), Is.EqualTo(4002));
        Assert.That(Fixture.Log.Codes, Has.Member(ServiceCodes.NoHello));
    }

    [Test]
    public async Task Client_SilentForTheIdleTime_IsClosedWith4003()
    {
        await StartAsync(new WebSocketLimits { IdleAfter = TimeSpan.FromMinutes(5) });
        var (client, _, _, _) = await WelcomedAsync();
        time.Advance(TimeSpan.FromMinutes(4));
        await AssertServedAsync(client);
        time.Advance(TimeSpan.FromMinutes(4));
        await AssertServedAsync(client);
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.That(await client.ClosedAsync(), Is.EqualTo(4003));
        Assert.That(Fixture.Log.Codes, Is.EqualTo(new[] { ServiceCodes.Idle }));
    }

    [Test]
    public async Task Client_ThatDoesNotAnswerAClose_IsCutOff()
    {
        await StartAsync(new WebSocketLimits());
        var (client, person, _, connection) = await WelcomedAsync();
        Gateway.Deliver(person, new Closing(connection, CloseReason.Ended));
        time.Advance(TimeSpan.FromSeconds(5));
        await Gateway.HearAsync<Disconnected>();
        await client.DisposeAsync();
    }

    [Test]
    public async Task Client_ThatAnswersNoPing_IsGone()
    {
        await StartAsync(new WebSocketLimits { PingEvery = TimeSpan.FromMilliseconds(100), PongWithin = TimeSpan.FromMilliseconds(100) });
        using var raw = await RawClient.ConnectAsync(Fixture.Address);
        await Gateway.HearAsync<Connected>();
        await Gateway.HearAsync<Disconnected>();
        Assert.That(Fixture.Log.Codes, Is.Empty);
    }

    [Test]
    public async Task SlowReader_ThatReadsInTheEnd_FindsAClose1013()
    {
        await StartAsync(new WebSocketLimits());
        var (client, person, _, _) = await WelcomedAsync();
        Flood(person);
        Assert.That(await client.ClosedAsync(), Is.EqualTo(1013));
        Assert.That(Fixture.Log.Codes, Is.EqualTo(new[] { ServiceCodes.SlowReader }));
    }

    [Test]
    public async Task SlowReader_ThatNeverReads_IsCutOff()
    {
        await StartAsync(new WebSocketLimits());
        var (client, person, _, _) = await WelcomedAsync();
        Flood(person);
        time.Advance(TimeSpan.FromSeconds(5));
        await Gateway.HearAsync<Disconnected>();
        await client.DisposeAsync();
    }

    [Test]
    public async Task SlowReader_OfManySmallFrames_IsCutOffByTheirNumber()
    {
        await StartAsync(new WebSocketLimits { OutgoingFrames = 10, OutgoingBytes = int.MaxValue });
        var (_, person, _, _) = await WelcomedAsync();
        Flood(person);
        Assert.That(Fixture.Log.Codes, Is.EqualTo(new[] { ServiceCodes.SlowReader }));
    }

    private static string FrameOf(int bytes) => $$"""{"text":"{{new string('a', bytes - """{"text":""}""".Length)}}"}""";

    private static string MessageOf(string id) => $$"""{"type":"message","id":"{{id}}","text":"hi"}""";

    private Task StartAsync(WebSocketLimits limits)
    {
        Fixture.Settings = new WebSocketSettings { Limits = limits, Time = time };
        return StartAsync();
    }

    /// <summary>More than all the buffers between here and a client hold.</summary>
    private void Flood(PersonId person)
    {
        var text = new string('x', 32 * 1024);
        for (var i = 0; i < 2000; i++) Gateway.Show(person, new Message { Text = text });
    }

    private async Task<HttpStatusCode> RefusedAsync()
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        Assert.That(async () => await socket.ConnectAsync(Fixture.Address, CancellationToken.None).Soon(), Throws.InstanceOf<WebSocketException>());
        return socket.HttpStatusCode;
    }

    /// <summary>The place of somebody who left is free once their request has ended, a moment after their close is answered.</summary>
    private async Task ConnectInTheEndAsync()
    {
        await Gateway.HearAsync<Disconnected>();
        for (var tries = 0; ; tries++)
        {
            try
            {
                await using var client = await PlainAsync();
                return;
            }
            catch (WebSocketException) when (tries < 1000)
            {
                await Task.Yield();
            }
        }
    }
}
