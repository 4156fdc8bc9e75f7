using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ScriptChat.Messages;
using ScriptChat.Services.Browser;
using ScriptChat.Services.Browser.Limits;
using ScriptChat.Services.Tests.Contract;
using ScriptChat.Services.Tests.WebSocket;
using ScriptChat.Services.Uploads;
using ScriptChat.Services.Web;
using ScriptChat.Services.WebSocket;
using ScriptChat.Services.WebSocket.Limits;
using ScriptChat.Uploads;
using ScriptChat.Uploads.Limits;
using ScriptChat.Uploads.Storing;

namespace ScriptChat.Services.Tests.Uploads;

/// <summary>The browser and the websocket service on one port, with files. What is said is echoed.</summary>
internal abstract class UploadFixture
{
    private WebHost host = null!;
    private IChatService[] services = [];
    private HttpClient http = null!;

    protected string Folder { get; private set; } = "";

    protected RecordedLog Log { get; } = new();

    protected string[] Kinds { get; set; } = ["image", "audio", "video", "file"];

    protected UploadLimits Limits { get; set; } = new() { FilesPerMinute = 1000 };

    protected Uri Address => host.Address;

    /// <summary>Whatever is heard is shown again to whoever said it.</summary>
    private sealed class Echo(UploadFixture fixture) : IGateway
    {
        private long seq;

        public void Receive(PersonId person, Arrival arrival)
        {
            var service = fixture.services.Single(each => each.Name == person.Service);
            if (arrival is Connected connected) service.Deliver(person, new Welcomed(connected.Connection, false, 0));
            if (arrival is not Said said) return;
            fixture.Heard.Add((person, said));
            if (said.ClientId is { } id) service.Deliver(person, new Acknowledged(said.Connection, id));
            service.Deliver(person, new Shown(said.Connection, ++seq, new Worlds.Message { Id = "Echo", Text = said.Message.Text, Payload = said.Message.Payload }));
            if (fixture.ShowAlsoTo is { } other && other.Person != person)
                fixture.services.Single(each => each.Name == other.Person.Service).Deliver(other.Person, new Shown(other.Connection, ++seq, new Worlds.Message { Id = "Echo", Text = said.Message.Text, Payload = said.Message.Payload }));
        }
    }

    /// <summary>Somebody who is shown what others say.</summary>
    protected (PersonId Person, long Connection)? ShowAlsoTo { get; set; }

    protected List<(PersonId Person, Said Said)> Heard { get; } = [];

    [SetUp]
    public async Task StartAsync()
    {
        Folder = Directory.CreateTempSubdirectory("scriptchat-uploads-").FullName;
        var desk = new UploadDesk(UploadStore.Open(Folder, Limits, TimeProvider.System), Limits, () => Kinds, TimeProvider.System);
        var gateway = new Echo(this);
        services =
        [
            new BrowserService(new BrowserSettings { Uploads = desk, Log = Log }),
            new WebSocketService(new WebSocketSettings { Uploads = desk, Log = Log, Limits = new WebSocketLimits { FrameBytes = 4 * 1024 * 1024 } }),
        ];
        foreach (var service in services) await service.StartAsync(gateway, CancellationToken.None);
        var files = new UploadEndpoints(new UploadSettings { Desk = desk, Services = ["browser", "websocket"], Log = Log });
        host = await WebHost.StartAsync(new WebOptions { Port = 0 }, [.. services.Cast<IWebEndpoints>(), files]);
        http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = host.Address, Timeout = Patience.Limit };
    }

    [TearDown]
    public async Task StopAsync()
    {
        http.Dispose();
        foreach (var service in services) await service.DisposeAsync();
        await host.StopAsync(CancellationToken.None);
        await host.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Somebody new at the page; gives the session's token.</summary>
    protected async Task<(SocketClient Socket, string Token)> ComeAsync(string path = BrowserService.SocketPath)
    {
        var socket = await SocketClient.ConnectAsync(new UriBuilder(Address) { Scheme = "ws", Path = path }.Uri, "scriptchat.v1");
        await socket.SendAsync("""{"type":"hello"}""");
        return (socket, (string)(await socket.ReceiveAsync("welcome"))["session"]!);
    }

    protected Task<SocketClient> ComePlainlyAsync() => SocketClient.ConnectAsync(new UriBuilder(Address) { Scheme = "ws", Path = WebSocketService.Path }.Uri);

    protected Task<HttpResponseMessage> PostAsync(string? token, byte[] content, string? type = null, params (string Name, string Value)[] headers) =>
        PostAsync(token, new ByteArrayContent(content), type, headers);

    protected async Task<HttpResponseMessage> PostAsync(string? token, HttpContent content, string? type, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/uploads") { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request).Soon();
    }

    protected async Task<HttpResponseMessage> GetAsync(string path, string? token, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request).Soon();
    }

    protected static async Task<JsonObject> ReadAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsByteArrayAsync())!.AsObject();

    /// <summary>Status and code of a refusal.</summary>
    protected static async Task<string> RefusalAsync(HttpResponseMessage response)
    {
        using (response) return $"{(int)response.StatusCode} {(await ReadAsync(response))["error"]?["code"]}";
    }

    /// <summary>Uploads something that must be taken.</summary>
    protected async Task<JsonObject> UploadAsync(string token, byte[] content, params (string Name, string Value)[] headers)
    {
        using var response = await PostAsync(token, content, null, headers);
        Assert.That((int)response.StatusCode, Is.EqualTo(201), await response.Content.ReadAsStringAsync());
        return await ReadAsync(response);
    }
}
