using System.Net.WebSockets;
using System.Text;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;

namespace ScriptChat.Services.Tests.WebSocket;

/// <summary>Whatever a client sends hurts that client only, is coded, and is in the log without its content.</summary>
[TestFixture]
internal sealed class BadFrameTests : WebSocketTests
{
    private static readonly TestCaseData[] Frames =
    [
        new("", "SC4010"),
        new("garbage", "SC4010"),
        new("[1,2]", "SC4010"),
        new("\"text\"", "SC4010"),
        new("{\"type\":\"message\",\"id\":\"c\",\"text\":\"cut", "SC4010"),
        new("{\"type\":\"message\",\"id\":\"c\",\"text\":\"a\"} {}", "SC4010"),
        new("{\"type\":\"stop\"", "SC4010"),
        new("{\"type\":\"message\",\"id\":\"c\",\"text\":\"a\",}", "SC4010"),
        new("{\"type\":\"message\",\"id\":\"c\",\"text\":\"a\",\"x\":" + new string('[', 70) + new string(']', 70) + "}", "SC4010"),
        new("{\"text\":\"a\"}", "SC4011"),
        new("{\"type\":7}", "SC4011"),
        new("{\"type\":\"message\",\"text\":\"a\"}", "SC4011"),
        new("{\"type\":\"message\",\"id\":\"\",\"text\":\"a\"}", "SC4011"),
        new("{\"type\":\"message\",\"id\":5,\"text\":\"a\"}", "SC4011"),
        new("{\"type\":\"message\",\"id\":\"" + new string('i', 129) + "\",\"text\":\"a\"}", "SC4011"),
        new("{\"type\":\"message\",\"id\":\"c\"}", "SC4011"),
        new("{\"type\":\"message\",\"id\":\"c\",\"text\":[]}", "SC4011"),
        new("{\"type\":\"message\",\"id\":\"c\",\"text\":\"\\ud800\"}", "SC4011"),
        new("{\"type\":\"message\",\"id\":\"c\",\"text\":\"a\",\"payload\":\"x\"}", "SC4011"),
        new("{\"type\":\"message\",\"id\":\"c\",\"text\":\"a\",\"payload\":{}}", "SC4011"),
        new("{\"type\":\"message\",\"id\":\"c\",\"text\":\"a\",\"payload\":{\"type\":\"x\",\"n\":1e999}}", "SC4011"),
        new("{\"type\":\"message\",\"id\":\"c\",\"text\":\"a\",\"payload\":{\"type\":\"x\",\"\\udc00\":1}}", "SC4011"),
        new("{\"type\":\"ack\"}", "SC4011"),
        new("{\"type\":\"ack\",\"seq\":-1}", "SC4011"),
        new("{\"type\":\"read\",\"seq\":\"1\"}", "SC4011"),
        new("{\"type\":\"read\",\"seq\":1.5}", "SC4011"),
        new("{\"type\":\"typing\"}", "SC4011"),
        new("{\"type\":\"typing\",\"on\":1}", "SC4011"),
        new("{\"type\":\"feedback\",\"thumb\":\"up\"}", "SC4011"),
        new("{\"type\":\"feedback\",\"seq\":1,\"thumb\":\"\\ud800\"}", "SC4011"),
        new("{\"type\":\"shout\"}", "SC4012"),
        new("{\"\\ud800\":1,\"type\":\"stop\"}", "SC4011"),
        new("{\"type\":\"\\ud800\"}", "SC4011"),
    ];

    [SetUp]
    public Task BeginAsync() => StartAsync();

    [TestCaseSource(nameof(Frames))]
    public async Task Frame_Wrong_GetsItsCodeAndTheConnectionLives(string frame, string code)
    {
        var (client, _, _, _) = await WelcomedAsync();
        await using var other = await PlainAsync();
        await client.SendAsync(frame);
        var error = await client.ReceiveAsync();
        Assert.That((string?)error!["code"], Is.EqualTo(code));
        Assert.That(Fixture.Log.Codes.Single()!.Id, Is.EqualTo(code));
        await AssertServedAsync(client);
        await other.SendAsync("""{"text":"and I"}""");
        Assert.That((string?)(await other.ReceiveAsync())!["text"], Is.EqualTo("and I"));
    }

    [Test]
    public async Task Frame_BeforeHello_IsRefused()
    {
        await using var client = await TypedAsync();
        await client.SendAsync("""{"type":"ack","seq":1}""");
        await ErrorAsync(client, ServiceCodes.HelloFirst);
    }

    [Test]
    public async Task Frame_Binary_IsRefusedAndTheConnectionLives()
    {
        var (client, _, _, _) = await WelcomedAsync();
        await client.SendAsync([1, 2, 3], WebSocketMessageType.Binary);
        await ErrorAsync(client, ServiceCodes.BinaryFrame);
        await AssertServedAsync(client);
    }

    [Test]
    public async Task Frame_NotUtf8_ClosesWith1007()
    {
        var (client, _, _, _) = await WelcomedAsync();
        await client.SendAsync([.. "{\"text\":\""u8, 0xff, 0xfe, .. "\"}"u8], WebSocketMessageType.Text);
        Assert.That(await client.ClosedAsync(), Is.EqualTo(1007));
        await Gateway.HearAsync<Disconnected>();
        Assert.That(Fixture.Log.Codes, Is.EqualTo(new[] { ServiceCodes.NotUtf8 }));
    }

    [Test]
    public async Task Frame_WithReservedOpcode_ClosesAndIsInTheLog()
    {
        using var raw = await RawClient.ConnectAsync(Fixture.Address);
        await Gateway.HearAsync<Connected>();
        await raw.SendAsync([0x83, 0x82, 0, 0, 0, 0, (byte)'{', (byte)'}']);
        await Gateway.HearAsync<Disconnected>();
        Assert.That(Fixture.Log.Codes, Is.EqualTo(new[] { ServiceCodes.BrokenFrame }));
    }

    [Test]
    public async Task Connection_CutInsideAFrame_IsGoneWithoutNoise()
    {
        var raw = await RawClient.ConnectAsync(Fixture.Address);
        await Gateway.HearAsync<Connected>();
        await raw.SendAsync([0x81, 0xfe, 0x01]);
        raw.Dispose();
        await Gateway.HearAsync<Disconnected>();
        Assert.That(Fixture.Log.Codes, Is.Empty);
    }

    [Test]
    public async Task Frames_OfRandomBytes_NeverEndTheService()
    {
        var random = new Random(20261122);
        var (client, _, _, _) = await WelcomedAsync();
        var seed = Encoding.UTF8.GetBytes("{\"type\":\"message\",\"id\":\"c\",\"text\":\"a\",\"payload\":{\"type\":\"x\",\"y\":[1,{\"z\":null}]}}");
        for (var i = 0; i < 50; i++)
        {
            var frame = (byte[])seed.Clone();
            for (var n = random.Next(1, 4); n > 0; n--) frame[random.Next(frame.Length)] = (byte)random.Next(32, 127);
            await client.SendAsync(frame, WebSocketMessageType.Text);
        }

        await using var other = await PlainAsync();
        await other.SendAsync("""{"text":"and I"}""");
        Assert.That((string?)(await other.ReceiveAsync())!["text"], Is.EqualTo("and I"));
        Assert.That(Fixture.Log.Codes, Has.None.EqualTo(ServiceCodes.ConnectionFailed));
    }

    [Test]
    public async Task Gateway_Throws_ClosesWith1011AndSaysSo()
    {
        var (client, _, _, _) = await WelcomedAsync();
        Gateway.OnSaid = static (_, _) => throw new InvalidOperationException("a fault of ours");
        await client.SendAsync("""{"type":"message","id":"c","text":"a"}""");
        Assert.That(await client.ClosedAsync(), Is.EqualTo(1011));
        await Gateway.HearAsync<Disconnected>();
        Assert.That(Fixture.Log.Codes, Is.EqualTo(new[] { ServiceCodes.ConnectionFailed }));
    }
}
