using System.Net;
using System.Text.Json.Nodes;
using ScriptChat.Uploads.Tests.Samples;

namespace ScriptChat.Services.Tests.Uploads;

/// <summary>Who sees a file, how it is served, and how it goes through messages.</summary>
[TestFixture]
internal sealed class GetTests : UploadFixture
{
    [Test]
    public async Task Image_AskedForByItsSender_ComesWithHeadersThatKeepItAnImage()
    {
        var (socket, token) = await ComeAsync();
        await using var connected = socket;
        var upload = await UploadAsync(token, Pictures.Png());
        using var response = await GetAsync((string)upload["url"]!, token);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("image/png"));
        Assert.That(response.Content.Headers.ContentDisposition, Is.Null);
        Assert.That(response.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
        Assert.That(response.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("sandbox").And.Contain("default-src 'none'"));
        Assert.That(response.Headers.CacheControl!.ToString(), Does.Contain("private").And.Contain("immutable"));
        Assert.That((await response.Content.ReadAsByteArrayAsync()).Length, Is.EqualTo((int)upload["size"]!));
    }

    [Test]
    public async Task Document_AskedFor_IsAnAttachment()
    {
        var (socket, token) = await ComeAsync();
        await using var connected = socket;
        using var pdf = await GetAsync((string)(await UploadAsync(token, Files.Pdf))["url"]!, token);
        Assert.That(pdf.Content.Headers.ContentDisposition!.DispositionType, Is.EqualTo("attachment"));
        using var text = await GetAsync((string)(await UploadAsync(token, Files.Text("Grüße")))["url"]!, token);
        Assert.That(text.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/plain; charset=utf-8"));
    }

    [Test]
    public async Task Recording_AskedForInPart_ComesInPart()
    {
        var (socket, token) = await ComeAsync();
        await using var connected = socket;
        var upload = await UploadAsync(token, Files.Mp3);
        using var part = await GetAsync((string)upload["url"]!, token, ("Range", "bytes=0-3"));
        Assert.That(part.StatusCode, Is.EqualTo(HttpStatusCode.PartialContent));
        Assert.That(await part.Content.ReadAsByteArrayAsync(), Is.EqualTo(Files.Mp3[..4]));
    }

    [Test]
    public async Task File_OfAnother_IsSeenOnceItWasShown()
    {
        var (ann, hers) = await ComeAsync();
        var (ben, his) = await ComeAsync();
        await using var first = ann;
        await using var second = ben;
        var upload = await UploadAsync(hers, Pictures.Png(), ("X-File-Name", "cat.png"));
        var path = (string)upload["url"]!;
        Assert.That(await RefusalAsync(await GetAsync(path, null)), Is.EqualTo("401 SC4060"));
        Assert.That(await RefusalAsync(await GetAsync(path, his)), Is.EqualTo("404 SC4070"));
        Assert.That(await RefusalAsync(await GetAsync("/uploads/..%2fkey", hers)), Is.EqualTo("404 SC4070"));

        await ben.SendAsync(new JsonObject { ["type"] = "message", ["id"] = "b", ["text"] = "me?" });
        await ben.ReceiveAsync("message");
        ShowAlsoTo = (Heard[0].Person, Heard[0].Said.Connection);
        await ann.SendAsync(new JsonObject { ["type"] = "message", ["id"] = "a", ["text"] = "", ["payload"] = new JsonObject { ["type"] = "image", ["upload"] = upload["upload"]!.DeepClone(), ["name"] = "cat.png", ["alt"] = "A cat" } });
        var shown = (await ben.ReceiveAsync("message"))["payload"]!.AsObject();
        Assert.That((string?)shown["url"], Is.Not.EqualTo(path).And.EqualTo($"/uploads/{shown["upload"]}"));
        Assert.That(((string?)shown["name"], (string?)shown["alt"], (int)shown["width"]!, (int)shown["height"]!), Is.EqualTo(("cat.png", "A cat", 64, 48)));
        using var response = await GetAsync((string)shown["url"]!, his);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Heard.Last().Said.Message.Payload!.Data, Is.Null, "the engine gets a reference");
    }

    [Test]
    public async Task Reference_OfAnother_IsRefusedInAMessageAndTheConnectionGoesOn()
    {
        var (ann, hers) = await ComeAsync();
        var (ben, _) = await ComeAsync();
        await using var first = ann;
        await using var second = ben;
        var upload = await UploadAsync(hers, Pictures.Png());
        await ben.SendAsync(new JsonObject { ["type"] = "message", ["id"] = "b1", ["text"] = "mine", ["payload"] = new JsonObject { ["type"] = "image", ["upload"] = upload["upload"]!.DeepClone() } });
        var error = await ben.ReceiveAsync("error");
        Assert.That(((string?)error["code"], (string?)error["id"]), Is.EqualTo(("SC4070", "b1")));
        await ben.SendAsync(new JsonObject { ["type"] = "message", ["id"] = "b2", ["text"] = "well" });
        Assert.That((string?)(await ben.ReceiveAsync("message"))["text"], Is.EqualTo("well"));
    }

    [Test]
    public async Task PlainClient_SendsAndGetsImagesInBase64_AndTheyAreInTheStore()
    {
        await using var client = await ComePlainlyAsync();
        var sent = Convert.ToBase64String(Pictures.Jpeg());
        await client.SendAsync(new JsonObject { ["text"] = "look", ["payload"] = new JsonObject { ["type"] = "image", ["data"] = sent, ["mime_type"] = "image/jpeg" } });
        var frame = await client.ReceiveAsync();
        var payload = frame!["payload"]!.AsObject();
        Assert.That(((string?)payload["type"], (string?)payload["mime_type"]), Is.EqualTo(("image", "image/jpeg")));
        Assert.That(Convert.FromBase64String((string)payload["data"]!).AsSpan(0, 3).ToArray(), Is.EqualTo(new byte[] { 0xFF, 0xD8, 0xFF }));
        Assert.That(payload["url"], Is.Null);
        Assert.That(Heard[0].Said.Message.Payload!.Url, Does.StartWith("/uploads/"));
        await client.SendAsync(new JsonObject { ["text"] = "", ["payload"] = new JsonObject { ["type"] = "image", ["data"] = "aGk=", ["mime_type"] = "image/png" } });
        Assert.That((string?)(await client.ReceiveAsync())!["text"], Does.Contain("plain text"), "the refusal, in words");
    }

    [Test]
    public async Task PlainClient_ShownAnUpload_GetsItInBase64()
    {
        await using var plain = await ComePlainlyAsync();
        await plain.SendAsync("""{"text":"hi"}""");
        await plain.ReceiveAsync();
        ShowAlsoTo = (Heard[0].Person, Heard[0].Said.Connection);
        var (ann, hers) = await ComeAsync();
        await using var first = ann;
        var upload = await UploadAsync(hers, Pictures.Png());
        await ann.SendAsync(new JsonObject { ["type"] = "message", ["id"] = "a", ["text"] = "", ["payload"] = new JsonObject { ["type"] = "image", ["upload"] = upload["upload"]!.DeepClone() } });
        var payload = (await plain.ReceiveAsync())!["payload"]!.AsObject();
        Assert.That(Convert.FromBase64String((string)payload["data"]!), Has.Length.EqualTo((int)upload["size"]!));
    }
}
