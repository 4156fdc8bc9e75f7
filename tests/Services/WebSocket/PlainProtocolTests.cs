using System.Net.WebSockets;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Services.Tests.WebSocket;

/// <summary>ParlAI's clients must work unchanged.</summary>
[TestFixture]
internal sealed class PlainProtocolTests : WebSocketTests
{
    [SetUp]
    public Task BeginAsync() => StartAsync();

    [Test]
    public async Task Connection_WithoutSubprotocol_IsSomebodyWhoLeavesWithIt()
    {
        await using var client = await PlainAsync();
        var (person, connected) = await Gateway.HearAsync<Connected>();
        Assert.That(connected, Is.EqualTo(new Connected(connected.Connection, Resume: false, LastSeen: null, Keeps: false, Opens: false)));
        client.Abort();
        var (gone, _) = await Gateway.HearAsync<Disconnected>();
        Assert.That(gone, Is.EqualTo(person));
    }

    [Test]
    public async Task Message_ShownToPlainClient_HasParlAisFieldsExactly()
    {
        await using var client = await PlainAsync();
        var (person, _) = await Gateway.HearAsync<Connected>();
        Gateway.Show(person, new Message { Id = "World", Text = "a \"b\" <ü>", EpisodeDone = true });
        Gateway.Show(person, new Message { Text = "pick", QuickReplies = ["x", "y"] });
        Gateway.Show(person, new Message { Payload = new Payload { Type = "image", Data = "aGk=", MimeType = "image/png" } });
        Assert.That(await client.ReceiveTextAsync(), Is.EqualTo("""{"text":"a \"b\" <ü>","quick_replies":null}"""));
        Assert.That(await client.ReceiveTextAsync(), Is.EqualTo("""{"text":"pick","quick_replies":["x","y"]}"""));
        Assert.That(await client.ReceiveTextAsync(), Is.EqualTo("""{"text":"","payload":{"type":"image","data":"aGk=","mime_type":"image/png"},"quick_replies":null}"""));
    }

    [Test]
    public async Task Frame_WithFieldsOfParlAisTerminal_OnlyTextAndPayloadCount()
    {
        await using var client = await PlainAsync();
        await client.SendAsync("""{"id":"1f","message_history":[{"a":[1,2]}],"text":"hi","payload":{"type":"image","data":"aGk=","mime_type":"image/png","width":[1,null,true]}}""");
        await client.SendAsync("""{"id":"1f","text":"hi again"}""");
        var (_, first) = await Gateway.HearAsync<Said>();
        var (_, second) = await Gateway.HearAsync<Said>();
        Assert.That(first.Message.Text, Is.EqualTo("hi"));
        Assert.That(first.ClientId, Is.Null);
        Assert.That(first.Message.Payload!.Type, Is.EqualTo("image"));
        Assert.That(first.Message.Payload.Data, Is.EqualTo("aGk="));
        Assert.That(first.Message.Payload.MimeType, Is.EqualTo("image/png"));
        Assert.That(first.Message.Payload.Extra!.ToJsonString(), Is.EqualTo("""{"width":[1,null,true]}"""));
        Assert.That(second.Message.Text, Is.EqualTo("hi again"));
        Assert.That(second.Message.Payload, Is.Null);
    }

    [TestCase("{}")]
    [TestCase("""{"text":null,"payload":null}""")]
    public async Task Frame_WithoutWords_IsEmptyText(string frame)
    {
        await using var client = await PlainAsync();
        await client.SendAsync(frame);
        var (_, said) = await Gateway.HearAsync<Said>();
        Assert.That(said.Message.Text, Is.Empty);
        Assert.That(said.Message.Payload, Is.Null);
    }

    [TestCase("not json")]
    [TestCase("[]")]
    [TestCase("""{"text":5}""")]
    [TestCase("""{"text":"\ud800"}""")]
    [TestCase("""{"text":"a"}{"text":"b"}""")]
    public async Task Frame_Wrong_IsToldInWordsAndTheConnectionLives(string frame)
    {
        await using var client = await PlainAsync();
        await client.SendAsync(frame);
        var told = await client.ReceiveAsync();
        Assert.That(told!.Select(field => field.Key), Is.EqualTo(new[] { "text", "quick_replies" }));
        Assert.That((string?)told!["text"], Is.Not.Empty.And.Not.Contains("SC4"));
        await client.SendAsync("""{"text":"fine"}""");
        Assert.That((string?)(await client.ReceiveAsync())!["text"], Is.EqualTo("fine"));
    }

    [Test]
    public async Task Message_InManyFragments_IsOne()
    {
        await using var client = await PlainAsync();
        var bytes = """{"text":"grüße in Stücken 😀"}"""u8.ToArray();
        for (var i = 0; i < bytes.Length; i++) await client.SendAsync([bytes[i]], WebSocketMessageType.Text, end: i == bytes.Length - 1);
        Assert.That((string?)(await client.ReceiveAsync())!["text"], Is.EqualTo("grüße in Stücken 😀"));
    }

    [Test]
    public async Task Refusal_ByTheGateway_IsShownAsWords()
    {
        await using var client = await PlainAsync();
        var (person, connected) = await Gateway.HearAsync<Connected>();
        Gateway.Deliver(person, new Refused(connected.Connection, Diagnostics.ServiceCodes.WrongPassword, "wrong password"));
        Gateway.Deliver(person, new Typing(connected.Connection, true, "World"));
        Gateway.Deliver(person, new Presence(connected.Connection, "Ben", "away"));
        Gateway.Show(person, new Message { Text = "next" });
        Assert.That(await client.ReceiveTextAsync(), Is.EqualTo("""{"text":"wrong password","quick_replies":null}"""));
        Assert.That(await client.ReceiveTextAsync(), Is.EqualTo("""{"text":"next","quick_replies":null}"""));
    }

    [Test]
    public async Task Text_WithHalfASurrogatePairFromAScript_ArrivesWithAReplacement()
    {
        await using var client = await PlainAsync();
        var (person, _) = await Gateway.HearAsync<Connected>();
        Gateway.Show(person, new Message { Text = "a\ud800b" });
        Assert.That((string?)(await client.ReceiveAsync())!["text"], Is.EqualTo("a\ufffdb"));
    }
}
