using System.Text.Json.Nodes;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Services.Tests.WebSocket;

[TestFixture]
internal sealed class TypedProtocolTests : WebSocketTests
{
    [SetUp]
    public Task BeginAsync() => StartAsync();

    [Test]
    public async Task Hello_WithoutSession_IsSomebodyNewWithAToken()
    {
        var (client, person, token, connection) = await WelcomedAsync();
        await using (client)
        {
            Assert.That(token, Has.Length.EqualTo(43));
            Assert.That(person.Value, Does.Match("^websocket:[A-Za-z0-9_-]{22}$"));
            Assert.That(token, Does.Not.Contain(person.Value["websocket:".Length..]));
            Assert.That(connection, Is.Not.Zero);
        }
    }

    [Test]
    public async Task Hello_WithSeq_GetsWhatCameAfter()
    {
        var (first, person, token, _) = await WelcomedAsync();
        for (var i = 1; i <= 3; i++) Gateway.Show(person, new Message { Text = $"m{i}" });
        await first.CloseAsync();
        await using var second = await TypedAsync();
        await second.SendAsync(new JsonObject { ["type"] = "hello", ["session"] = token, ["seq"] = 1 });
        Assert.That(await second.ReceiveTextAsync(), Is.EqualTo($$"""{"type":"welcome","session":"{{token}}","resumed":true,"seq":3}"""));
        Assert.That((long?)(await second.ReceiveAsync())!["seq"], Is.EqualTo(2));
        Assert.That((long?)(await second.ReceiveAsync())!["seq"], Is.EqualTo(3));
        var (again, connected) = await Gateway.HearAsync<Connected>();
        Assert.That(again, Is.EqualTo(person));
        Assert.That(connected, Is.EqualTo(new Connected(connected.Connection, Resume: true, LastSeen: 1, Keeps: true, Opens: true)));
    }

    [Test]
    public async Task Hello_WithoutSeq_GetsOnesOwnWordsToo()
    {
        var (first, _, token, _) = await WelcomedAsync();
        await first.SendAsync("""{"type":"message","id":"c1","text":"my words"}""");
        await first.ReceiveAsync("message");
        await first.CloseAsync();
        await using var second = await TypedAsync();
        await second.SendAsync(new JsonObject { ["type"] = "hello", ["session"] = token });
        await second.ReceiveAsync("welcome");
        Assert.That(await second.ReceiveTextAsync(), Is.EqualTo("""{"type":"said","after":0,"id":"c1","text":"my words"}"""));
        await second.ReceiveAsync("message");
    }

    [Test]
    public async Task Hello_WithForgedSession_IsRefusedAndMayBeSaidAnew()
    {
        await using var client = await TypedAsync();
        await client.SendAsync(new JsonObject { ["type"] = "hello", ["session"] = new string('A', 43), ["seq"] = 0 });
        await ErrorAsync(client, ServiceCodes.UnknownSession);
        await client.SendAsync("""{"type":"message","id":"c1","text":"anybody?"}""");
        await ErrorAsync(client, ServiceCodes.HelloFirst);
        await client.SendAsync("""{"type":"hello"}""");
        Assert.That((bool?)(await client.ReceiveAsync("welcome"))["resumed"], Is.False);
        await AssertServedAsync(client);
    }

    [TestCase("short")]
    [TestCase("not base64url, and longer than 43 letters are")]
    public async Task Hello_WithGarbageForASession_IsRefusedWithoutAskingTheGateway(string session)
    {
        await using var client = await TypedAsync();
        await client.SendAsync(new JsonObject { ["type"] = "hello", ["session"] = session });
        await ErrorAsync(client, ServiceCodes.UnknownSession);
        await client.SendAsync("""{"type":"hello"}""");
        await client.ReceiveAsync("welcome");
        Assert.That((await Gateway.HearAsync<Connected>()).Arrival.Resume, Is.False);
    }

    [Test]
    public async Task Hello_FromASecondConnection_TakesTheSeat()
    {
        var (first, person, token, _) = await WelcomedAsync();
        await using var second = await TypedAsync();
        await second.SendAsync(new JsonObject { ["type"] = "hello", ["session"] = token, ["seq"] = 0 });
        await second.ReceiveAsync("welcome");
        Assert.That(await first.ClosedAsync(), Is.EqualTo(4001));
        Gateway.Show(person, new Message { Text = "for the second" });
        Assert.That((string?)(await second.ReceiveAsync("message"))["text"], Is.EqualTo("for the second"));
    }

    [Test]
    public async Task Hello_Twice_IsRefused()
    {
        var (client, _, _, _) = await WelcomedAsync();
        await client.SendAsync("""{"type":"hello"}""");
        await ErrorAsync(client, ServiceCodes.HelloTwice);
        await AssertServedAsync(client);
    }

    [Test]
    public async Task Frames_OfEveryType_ReachTheGateway()
    {
        var (client, person, _, connection) = await WelcomedAsync();
        await client.SendAsync("""{"type":"ack","seq":3}""");
        await client.SendAsync("""{"type":"read","seq":2}""");
        await client.SendAsync("""{"type":"typing","on":true}""");
        await client.SendAsync("""{"type":"typing","on":false}""");
        await client.SendAsync("""{"seq":1,"thumb":"up","type":"feedback","tags":["a",{"b":1.5}]}""");
        await client.SendAsync("""{"type":"message","text":"hi","id":"c1","payload":{"type":"file","url":"https://x/y"},"report_sender":"r","sticker_sender":"s","more":{}}""");
        Assert.That(await Gateway.HearAsync<Received>(), Is.EqualTo((person, new Received(connection, 3))));
        Assert.That(await Gateway.HearAsync<Read>(), Is.EqualTo((person, new Read(connection, 2))));
        Assert.That(await Gateway.HearAsync<Typed>(), Is.EqualTo((person, new Typed(connection, true))));
        Assert.That(await Gateway.HearAsync<Typed>(), Is.EqualTo((person, new Typed(connection, false))));
        var (_, judged) = await Gateway.HearAsync<Judged>();
        Assert.That(judged.Seq, Is.EqualTo(1));
        Assert.That(judged.Content.ToJsonString(), Is.EqualTo("""{"thumb":"up","tags":["a",{"b":1.5}]}"""));
        var (_, said) = await Gateway.HearAsync<Said>();
        Assert.That(said, Is.EqualTo(new Said(connection, "c1", new Message { Text = "hi", Payload = new Payload { Type = "file", Url = "https://x/y" }, ReportSender = "r", StickerSender = "s" })));
    }

    [Test]
    public async Task Deliveries_OfEveryKind_HaveTheContractsFields()
    {
        var (client, person, _, connection) = await WelcomedAsync();
        Gateway.Show(person, new Message
        {
            Id = "World",
            Text = "hi",
            QuickReplies = ["a", "b"],
            Payload = new Payload { Type = "image", Data = "aGk=", MimeType = "image/png", Extra = new JsonObject { ["alt"] = "x", ["type"] = "shadow" } },
            EpisodeDone = true,
        });
        Gateway.Show(person, new Message { Text = "bare" });
        Gateway.Deliver(person, new Acknowledged(connection, "c1"));
        Gateway.Deliver(person, new Typing(connection, true, "Ben"));
        Gateway.Deliver(person, new ReadBy(connection, "Ben"));
        Gateway.Deliver(person, new Presence(connection, "Ben", "away"));
        Gateway.Deliver(person, new Refused(connection, ServiceCodes.TooManyUnhandled, "wait", "c2"));
        string[] expected =
        [
            """{"type":"message","seq":1,"id":"World","text":"hi","quick_replies":["a","b"],"payload":{"type":"image","data":"aGk=","mime_type":"image/png","alt":"x"},"episode_done":true}""",
            """{"type":"message","seq":2,"id":"","text":"bare","episode_done":false}""",
            """{"type":"ack","id":"c1"}""",
            """{"type":"typing","on":true,"who":"Ben"}""",
            """{"type":"read","who":"Ben"}""",
            """{"type":"presence","who":"Ben","state":"away"}""",
            """{"type":"error","code":"SC4002","text":"wait","id":"c2"}""",
        ];
        foreach (var frame in expected) Assert.That(await client.ReceiveTextAsync(), Is.EqualTo(frame));
    }

    [Test]
    public async Task Deliveries_OfWhatIsAdded_HaveTheirFields()
    {
        var (client, person, _, connection) = await WelcomedAsync();
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);
        Gateway.Deliver(person, new Shown(connection, 1, new Message { Text = "**hi**" }) { At = at });
        Gateway.Deliver(person, new OwnWords(connection, 1, "c1", "mine") { At = at });
        Gateway.Deliver(person, new Judgement(connection, 1, new JsonObject { ["type"] = "shadow", ["thumb"] = "up", ["comment"] = null }));
        Gateway.Deliver(person, new Whereabouts(connection, "line") { Task = "chat", Line = new LineNews(2, 3, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(5)) });
        Gateway.Deliver(person, new Whereabouts(connection, "world") { Task = "chat", Partners = [new Partner("Ben", "away")] });
        string[] expected =
        [
            """{"type":"message","seq":1,"id":"","text":"**hi**","episode_done":false,"at":1700000000000}""",
            """{"type":"said","after":1,"id":"c1","text":"mine","at":1700000000000}""",
            """{"type":"feedback","seq":1,"thumb":"up","comment":null}""",
            """{"type":"place","where":"line","task":"chat","place":2,"needs":3,"waited_ms":4000,"limit_ms":5000}""",
            """{"type":"place","where":"world","task":"chat","partners":[{"who":"Ben","state":"away"}]}""",
        ];
        foreach (var frame in expected) Assert.That(await client.ReceiveTextAsync(), Is.EqualTo(frame));
    }

    [Test]
    public async Task Feedback_TooLarge_IsRefused()
    {
        var (client, _, _, _) = await WelcomedAsync();
        await client.SendAsync(new JsonObject { ["type"] = "feedback", ["seq"] = 1, ["comment"] = new string('x', 9000) });
        await ErrorAsync(client, ServiceCodes.BadField);
        await AssertServedAsync(client);
    }

    [TestCase(CloseReason.Replaced, 4001)]
    [TestCase(CloseReason.Ended, 1000)]
    [TestCase(CloseReason.ShuttingDown, 1001)]
    public async Task Closing_ForEachReason_HasItsCode(CloseReason reason, int code)
    {
        var (client, person, _, connection) = await WelcomedAsync();
        Gateway.Show(person, new Message { Text = "before" });
        Gateway.Deliver(person, new Closing(connection, reason));
        Gateway.Show(person, new Message { Text = "after" });
        Assert.That((string?)(await client.ReceiveAsync())!["text"], Is.EqualTo("before"));
        Assert.That(await client.ReceiveAsync(), Is.Null);
        Assert.That(client.CloseCode, Is.EqualTo(code));
    }

    [Test]
    public async Task Token_OverAWholeSession_IsInNoLogLine()
    {
        var (client, _, token, _) = await WelcomedAsync();
        await client.SendAsync("""{"type":"what","text":"a secret of mine"}""");
        await ErrorAsync(client, ServiceCodes.UnknownType);
        await client.SendAsync(new JsonObject { ["type"] = "hello", ["session"] = token });
        await ErrorAsync(client, ServiceCodes.HelloTwice);
        await client.CloseAsync();
        await Gateway.HearAsync<Disconnected>();
        Assert.That(Fixture.Log.Codes, Is.EqualTo(new[] { ServiceCodes.UnknownType, ServiceCodes.HelloTwice }));
        Assert.That(Fixture.Log.Lines, Has.None.Contains(token).And.None.Contains("a secret of mine"));
    }
}
