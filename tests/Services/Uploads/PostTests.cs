using System.Net;
using System.Net.Sockets;
using System.Text;
using ScriptChat.Diagnostics;
using ScriptChat.Uploads.Tests.Samples;

namespace ScriptChat.Services.Tests.Uploads;

/// <summary><c>POST /uploads</c>: what is taken, and each refusal with its status and code.</summary>
[TestFixture]
internal sealed class PostTests : UploadFixture
{
    [Test]
    public async Task Image_OfSomebodyConnected_IsTakenWithItsSize()
    {
        var (socket, token) = await ComeAsync();
        await using var connected = socket;
        var answer = await UploadAsync(token, Pictures.Png(640, 480), ("X-File-Name", Uri.EscapeDataString("../../Mein Kätzchen\u202E.png")));
        Assert.That((string?)answer["type"], Is.EqualTo("image"));
        Assert.That((string?)answer["mime_type"], Is.EqualTo("image/png"));
        Assert.That((string?)answer["name"], Is.EqualTo("Mein Kätzchen.png"));
        Assert.That(((int)answer["width"]!, (int)answer["height"]!), Is.EqualTo((640, 480)));
        Assert.That((string?)answer["url"], Is.EqualTo($"/uploads/{answer["upload"]}"));
    }

    [Test]
    public async Task Rules_Asked_SayWhatIsTaken()
    {
        Kinds = ["image"];
        using var response = await GetAsync("/uploads", null);
        var rules = await ReadAsync(response);
        Assert.That(rules["kinds"]!.ToJsonString(), Is.EqualTo("""["image"]"""));
        Assert.That((long)rules["max_bytes"]!, Is.EqualTo(10 * 1024 * 1024));
        Assert.That(rules["mime_types"]!.AsArray(), Has.Count.EqualTo(12));
    }

    [Test]
    public async Task Sender_WithoutASeat_IsRefused()
    {
        var (socket, token) = await ComeAsync();
        Assert.That(await RefusalAsync(await PostAsync(null, Pictures.Png())), Is.EqualTo("401 SC4060"));
        Assert.That(await RefusalAsync(await PostAsync("made-up", Pictures.Png())), Is.EqualTo("401 SC4060"));
        Assert.That(await RefusalAsync(await PostAsync(new string('A', 43), Pictures.Png())), Is.EqualTo("401 SC4060"));
        await UploadAsync(token, Pictures.Png());
        await socket.DisposeAsync();

        // The service hears of the end a moment later.
        HttpResponseMessage late;
        while ((late = await PostAsync(token, Files.Pdf)).IsSuccessStatusCode) late.Dispose();
        Assert.That(await RefusalAsync(late), Is.EqualTo("401 SC4060"));
    }

    [Test]
    public async Task Page_OfAnotherOrigin_IsRefused()
    {
        var (socket, token) = await ComeAsync();
        await using var connected = socket;
        Assert.That(await RefusalAsync(await PostAsync(token, Pictures.Png(), null, ("Origin", "https://evil.example"))), Is.EqualTo("403 SC4019"));
        Assert.That(await RefusalAsync(await GetAsync("/uploads/x", token, ("Origin", "https://evil.example"))), Is.EqualTo("403 SC4019"));
    }

    [Test]
    public async Task Hostile_Files_AreRefusedEachWithItsCodeAndTheServiceGoesOn()
    {
        var (socket, token) = await ComeAsync();
        await using var connected = socket;
        async Task<string> SendAsync(byte[] content, string? type = null) => await RefusalAsync(await PostAsync(token, content, type));
        Assert.That(await SendAsync(Files.Text("<svg onload='alert(1)'/>"), "image/svg+xml"), Is.EqualTo("415 SC4065"));
        Assert.That(await SendAsync(Files.Text("<html><script>alert(1)</script></html>"), "image/png"), Is.EqualTo("415 SC4064"));
        Assert.That(await SendAsync(Files.Zip, "application/zip"), Is.EqualTo("415 SC4065"));
        Assert.That(await SendAsync(Files.Program), Is.EqualTo("415 SC4065"));
        Assert.That(await SendAsync([]), Is.EqualTo("400 SC4063"));
        Assert.That(await SendAsync(Pictures.Png(640, 480)[..500], "image/png"), Is.EqualTo("422 SC4066"));
        Assert.That(await SendAsync(Pictures.Bomb(50_000, 50_000), "image/png"), Is.EqualTo("413 SC4067"));
        Assert.That(await SendAsync(new byte[(10 * 1024 * 1024) + 1]), Is.EqualTo("413 SC4062"));
        Kinds = ["file"];
        Assert.That(await SendAsync(Pictures.Png(), "image/png"), Is.EqualTo("403 SC4061"));
        Kinds = [];
        Assert.That(await SendAsync(Files.Pdf), Is.EqualTo("403 SC4061"));
        Kinds = ["image"];
        await UploadAsync(token, Pictures.Png());
        Assert.That(Directory.EnumerateFiles(Path.Combine(Folder, "incoming")), Is.Empty);
    }

    [Test]
    public async Task File_OfUnsaidLength_IsCountedAsItComes()
    {
        var (socket, token) = await ComeAsync();
        await using var connected = socket;
        var small = new StreamContent(new Unsized(Files.Pdf));
        using (var taken = await PostAsync(token, small, "application/pdf")) Assert.That((int)taken.StatusCode, Is.EqualTo(201));
        var large = new StreamContent(new Unsized(new byte[(10 * 1024 * 1024) + 1]));
        Assert.That(await RefusalAsync(await PostAsync(token, large, null)), Is.EqualTo("413 SC4062"));
    }

    [Test]
    public async Task Name_OfAnyKind_IsNoPath()
    {
        var (socket, token) = await ComeAsync();
        await using var connected = socket;
        foreach (var name in new[] { "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "a%00b.png", "%E2%80%AEgpj.exe", "%ZZ%", new string('x', 20_000) })
        {
            var answer = await UploadAsync(token, Pictures.Png(), ("X-File-Name", name));
            Assert.That((string?)answer["name"], Does.EndWith(".png").And.Length.LessThan(120).And.Not.Contain("/").And.Not.Contain("\0"));
        }

        Assert.That(Directory.GetFileSystemEntries(Folder).Select(Path.GetFileName), Is.All.Match("^(key|incoming|[0-9a-f]{2})$"));
    }

    [Test]
    public async Task Sender_WhoGoesAwayInTheMiddle_LeavesNothing()
    {
        var (socket, token) = await ComeAsync();
        await using var connected = socket;
        using (var client = new TcpClient(Address.Host, Address.Port))
        {
            var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /uploads HTTP/1.1\r\nHost: {Address.Authority}\r\nAuthorization: Bearer {token}\r\nContent-Length: 1000000\r\n\r\n"));
            await stream.WriteAsync(new byte[200_000]);
            Assert.That(() => Directory.Exists(Path.Combine(Folder, "incoming")) && Directory.EnumerateFiles(Path.Combine(Folder, "incoming")).Any(), Is.True.After(5000, 20));
        }

        Assert.That(() => Directory.EnumerateFiles(Path.Combine(Folder, "incoming")), Is.Empty.After(5000, 20));
        await UploadAsync(token, Pictures.Png());
    }

    [Test]
    public async Task Log_OfARefusal_HasTheCodeAndNothingOfTheFile()
    {
        var (socket, token) = await ComeAsync();
        await using var connected = socket;
        await PostAsync(token, Files.Text("<html>secret"), "image/png", ("X-File-Name", "secret.png"));
        Assert.That(Log.Codes, Does.Contain(UploadCodes.NotWhatItSays));
        Assert.That(string.Join('\n', Log.Lines), Does.Not.Contain("secret").And.Not.Contain(token));
    }

    /// <summary>A stream that does not say how long it is, so that it is sent in chunks.</summary>
    private sealed class Unsized(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}

/// <summary>How fast a person may send.</summary>
[TestFixture]
internal sealed class PostRateTests : UploadFixture
{
    public PostRateTests() => Limits = Limits with { FilesPerMinute = 2 };

    [Test]
    public async Task Person_WhoSendsTooMany_IsHeldBackAndOthersAreNot()
    {
        var (ann, hers) = await ComeAsync();
        var (ben, his) = await ComeAsync();
        await using var first = ann;
        await using var second = ben;
        await UploadAsync(hers, Files.Pdf);
        await UploadAsync(hers, Files.Pdf);
        using (var refused = await PostAsync(hers, Files.Pdf))
        {
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
            Assert.That(refused.Headers.RetryAfter!.ToString(), Is.EqualTo("60"));
            Assert.That((string?)(await ReadAsync(refused))["error"]!["code"], Is.EqualTo("SC4068"));
        }

        await UploadAsync(his, Files.Pdf);
    }
}

/// <summary>A full disk.</summary>
[TestFixture]
internal sealed class PostRoomTests : UploadFixture
{
    public PostRoomTests() => Limits = Limits with { SpareBytes = long.MaxValue };

    [Test]
    public async Task Disk_AlmostFull_IsSaid()
    {
        var (socket, token) = await ComeAsync();
        await using var connected = socket;
        Assert.That(await RefusalAsync(await PostAsync(token, Files.Pdf)), Is.EqualTo("507 SC4069"));
    }
}
