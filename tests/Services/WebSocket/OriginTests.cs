using System.Net;
using System.Net.WebSockets;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Services.Tests.Contract;
using ScriptChat.Services.WebSocket.Limits;

namespace ScriptChat.Services.Tests.WebSocket;

[TestFixture]
internal sealed class OriginTests : WebSocketTests
{
    [SetUp]
    public Task BeginAsync()
    {
        Fixture.Settings = new WebSocketSettings { AllowedOrigins = ["https://chat.example.org", "http://other.example:8080/"] };
        return StartAsync();
    }

    [TestCase(null)]
    [TestCase("http://127.0.0.1:{0}")]
    [TestCase("https://chat.example.org")]
    [TestCase("http://other.example:8080")]
    public async Task Origin_OwnAllowedOrNone_ComesIn(string? origin)
    {
        await using var client = new SocketClient();
        if (origin is not null) client.Options.SetRequestHeader("Origin", string.Format(origin, Fixture.Address.Port));
        await client.OpenAsync(Fixture.Address);
        await Gateway.HearAsync<Connected>();
    }

    [TestCase("http://evil.example", null)]
    [TestCase("http://127.0.0.1:1", null)]
    [TestCase("https://127.0.0.1:{0}", null)]
    [TestCase("http://localhost:{0}", null)]
    [TestCase("http://other.example", null)]
    [TestCase("null", null)]
    [TestCase("garbage", null)]
    [TestCase("http://evil.example:{0}", "evil.example:{0}")]
    public async Task Origin_Foreign_Gets403AndALine(string origin, string? host)
    {
        await using var socket = new SocketClient();
        using var client = new ClientWebSocket();
        client.Options.CollectHttpResponseDetails = true;
        client.Options.SetRequestHeader("Origin", string.Format(origin, Fixture.Address.Port));
        if (host is not null) client.Options.SetRequestHeader("Host", string.Format(host, Fixture.Address.Port));
        Assert.That(async () => await client.ConnectAsync(Fixture.Address, CancellationToken.None).Soon(), Throws.InstanceOf<WebSocketException>());
        Assert.That(client.HttpStatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(Fixture.Log.Codes, Is.EqualTo(new[] { ServiceCodes.ForeignOrigin }));
    }

    [Test]
    public async Task Request_NotForAWebSocket_Gets426()
    {
        using var http = new HttpClient();
        var answer = await http.GetAsync(new Uri(Fixture.Page, "/websocket")).Soon();
        Assert.That((int)answer.StatusCode, Is.EqualTo(426));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.StartWith(ServiceCodes.NotAWebSocket.Id));
    }
}
