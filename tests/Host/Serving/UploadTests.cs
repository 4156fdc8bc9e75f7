using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using ScriptChat.Host.Tests.Support;
using ScriptChat.Services.Tests.Contract;
using ScriptChat.Uploads.Tests.Samples;

namespace ScriptChat.Host.Tests.Serving;

/// <summary>A file's whole way: into the runtime, through a world that reads it, into the journal by reference, and over a kill.</summary>
[TestFixture]
internal sealed class UploadTests
{
    private const string World = """
        async Task parley()
        {
            var act = await Agent.ActAsync();
            if (act.Payload is not { } file)
            {
                Agent.Observe($"heard {act.Text}");
                return;
            }

            using var content = Context.OpenUpload(file);
            var size = await Context.OnceAsync("measure", (key, ended) =>
            {
                using var again = Context.OpenUpload(file);
                return Task.FromResult(again.Length);
            });
            Agent.Observe(new Message { Id = "World", Text = $"{file.Name}: {content.Length} {size} {file.Width}x{file.Height}", Payload = file });
        }

        bool episode_done() => false;

        """;

    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });

    [Test]
    public async Task Image_SentToAWorld_IsReadByItAndOutlivesAKill()
    {
        using var folder = Folder.Of(World);
        folder.Write("config.toml", "task_name = \"test\"\noverworld = \"Menu\"\nuploads = [\"image\"]\n\n[tasks.echo]\ntask_world = \"echo\"\n");
        string token, path, text;
        await using (var runtime = folder.Serve("--no-watch"))
        {
            var page = await runtime.AddressAsync();
            using var ann = await ComeAsync(page, null);
            token = ann.Token;
            await ann.SendAsync("a", "hello");
            await ann.SeesAsync("heard hello");
            var upload = await UploadAsync(page, token, Pictures.Png(640, 480), "image/png");
            Assert.That(upload["upload"], Is.Not.Null, upload.ToJsonString());
            await ann.SendAsync("b", "", new JsonObject { ["type"] = "image", ["upload"] = upload["upload"]!.DeepClone(), ["name"] = "cat.png" });
            var shown = await ann.SeesAsync("cat.png");
            text = (string)shown["text"]!;
            Assert.That(text, Is.EqualTo($"cat.png: {upload["size"]} {upload["size"]} 640x480"));
            path = (string)shown["payload"]!["url"]!;
            await AssertServedAsync(page, path, token);
            Assert.That((string?)(await UploadAsync(page, token, Files.Pdf, "application/pdf"))["error"]!["code"], Is.EqualTo("SC4061"));
            await runtime.KillAsync();
        }

        await using (var runtime = folder.Serve("--no-watch"))
        {
            var page = await runtime.AddressAsync();
            using var ann = await ComeAsync(page, token);
            var own = await ann.OwnAsync("b");
            Assert.That((string?)own["payload"]!["name"], Is.EqualTo("cat.png"), "one's own image, after a kill");
            await AssertServedAsync(page, (string)own["payload"]!["url"]!, token);
            Assert.That((string?)(await ann.SeesAsync("cat.png"))["payload"]!["url"], Is.EqualTo(path));
            await ann.SendAsync("c", "still here?");
            await ann.SeesAsync("heard still here?");
        }

        var stored = Directory.EnumerateFiles(Path.Combine(folder.Data, "uploads"), "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file).Length == 62).ToList();
        Assert.That(stored, Has.Count.EqualTo(1));
        var pictures = Path.Combine(folder.Parent, "pictures");
        Assert.That(await ExportAsync(folder, pictures), Does.Match("image,/uploads/[0-9a-f]{64}").And.Contain("1 file copied"));
        var copy = Path.Combine(pictures, Path.GetFileName(Path.GetDirectoryName(stored[0])!) + Path.GetFileName(stored[0]) + ".png");
        Assert.That(await File.ReadAllBytesAsync(copy), Is.EqualTo(await File.ReadAllBytesAsync(stored[0])));
        Assert.That(await ExportAsync(folder, pictures), Does.Contain("0 files copied"), "it is there already");
        File.Delete(stored[0]);
        Assert.That(await ExportAsync(folder, Path.Combine(folder.Parent, "again")), Does.Contain("warning SC5211").And.Contain("0 files copied"));
    }

    [Test]
    public async Task Task_ThatSaysNothingOfUploads_TakesNoneAndTellsSo()
    {
        using var folder = Folder.Of(World);
        await using var runtime = folder.Serve("--no-watch");
        var page = await runtime.AddressAsync();
        using var ann = await ComeAsync(page, null);
        await ann.SendAsync("a", "hello");
        await ann.SeesAsync("heard hello");
        Assert.That((string?)(await UploadAsync(page, ann.Token, Pictures.Png(), "image/png"))["error"]!["code"], Is.EqualTo("SC4061"));
        await ann.SendAsync("b", "look", new JsonObject { ["type"] = "image", ["data"] = Convert.ToBase64String(Pictures.Png()) });
        await ann.SeesAsync("Only text messages are supported.");
        await ann.SeesAsync("heard look");
    }

    private static async Task<string> ExportAsync(Folder folder, string files)
    {
        await using var export = RuntimeProcess.Start(folder.Parent, ["export", "--data", folder.Data, "--format", "csv", "--files", files]);
        Assert.That(await export.ExitAsync(), Is.Zero, export.Said);
        return export.Said;
    }

    private static async Task AssertServedAsync(Uri page, string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(page, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await Http.SendAsync(request).Soon();
        Assert.That((int)response.StatusCode, Is.EqualTo(200));
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("image/png"));
    }

    private static async Task<JsonObject> UploadAsync(Uri page, string token, byte[] content, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(page, "/uploads")) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await Http.SendAsync(request).Soon();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    private static async Task<Sender> ComeAsync(Uri page, string? token)
    {
        var sender = new Sender();
        await sender.OpenAsync(page, token);
        return sender;
    }

    /// <summary>Somebody at the page's socket, after a refresh where they have a token.</summary>
    private sealed class Sender : IDisposable
    {
        private readonly ClientWebSocket socket = new();
        private readonly byte[] buffer = new byte[64 * 1024];

        public string Token { get; private set; } = "";

        public async Task OpenAsync(Uri page, string? token)
        {
            socket.Options.AddSubProtocol("scriptchat.v1");
            socket.Options.Proxy = null;
            await socket.ConnectAsync(new UriBuilder(page) { Scheme = "ws", Path = "/browser/socket" }.Uri, CancellationToken.None).Soon();
            var hello = new JsonObject { ["type"] = "hello" };
            if (token is not null) hello["session"] = token;
            await SendAsync(hello);
            Token = (string)(await NextAsync(frame => (string?)frame["type"] == "welcome"))["session"]!;
        }

        public Task SendAsync(string id, string text, JsonObject? payload = null) =>
            SendAsync(new JsonObject { ["type"] = "message", ["id"] = id, ["text"] = text, ["payload"] = payload });

        public Task<JsonObject> SeesAsync(string text) =>
            NextAsync(frame => (string?)frame["type"] == "message" && ((string)frame["text"]!).Contains(text, StringComparison.Ordinal));

        public Task<JsonObject> OwnAsync(string id) => NextAsync(frame => (string?)frame["type"] == "said" && (string?)frame["id"] == id);

        public void Dispose() => socket.Dispose();

        private Task SendAsync(JsonObject frame) =>
            socket.SendAsync(Encoding.UTF8.GetBytes(frame.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).Soon();

        private async Task<JsonObject> NextAsync(Func<JsonObject, bool> wanted)
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None).Soon();
                    length += part.Count;
                }
                while (!part.EndOfMessage);
                var frame = JsonNode.Parse(buffer.AsSpan(0, length))!.AsObject();
                if (wanted(frame)) return frame;
            }
        }
    }
}
