using System.Net;
using System.Text.Json.Nodes;
using ScriptChat.Messages;
using ScriptChat.Services.Author;
using ScriptChat.Services.Browser;
using ScriptChat.Services.Browser.Limits;
using ScriptChat.Services.Tests.Browser;
using ScriptChat.Services.Tests.Contract;
using ScriptChat.Services.Web;
using ScriptChat.Services.WebSocket.Protocols;

namespace ScriptChat.Services.Tests.Author;

/// <summary>Who may see the author's view, and what they get.</summary>
[TestFixture]
internal sealed class AuthorViewTests
{
    private readonly string token = SessionToken.Create();
    private ScriptedDesk desk = null!;
    private BrowserService browser = null!;
    private WebHost host = null!;
    private Caller caller = null!;

    private PersonId Known => SessionToken.PersonOf("browser", token);

    [SetUp]
    public async Task StartAsync()
    {
        desk = new ScriptedDesk(Known);
        browser = new BrowserService(new BrowserSettings { Addition = new PageAddition(AuthorView.Modules, AuthorView.Styles, AuthorGate.IsHere) });
        await browser.StartAsync(new ScriptedGateway(), CancellationToken.None);
        host = await WebHost.StartAsync(new WebOptions { Port = 0, StopWithin = TimeSpan.FromMinutes(5) }, [browser, new AuthorView(desk, "browser")]);
        caller = new Caller(host.Address);
    }

    [TearDown]
    public async Task StopAsync()
    {
        caller.Dispose();
        await browser.DisposeAsync();
        await host.StopAsync(CancellationToken.None);
        await host.DisposeAsync();
    }

    [Test]
    public async Task Conversation_OfTheTokensPerson_IsShown()
    {
        Assert.That(await ReadAsync("/author/conversation"), Is.EqualTo((200, """{"of":null}""")));
        Assert.That(await ReadAsync("/author/conversation?of=abc"), Is.EqualTo((200, """{"of":"abc"}""")));
        Assert.That(await ReadAsync("/author/conversation/2"), Is.EqualTo((200, """{"number":2}""")));
        Assert.That((await ReadAsync("/author/conversation/4")).Status, Is.EqualTo(404));
    }

    [TestCase("", 401)]
    [TestCase("short", 401)]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 404)]
    public async Task Conversation_WithATokenOfNobodys_IsNotShown(string other, int status)
    {
        foreach (var path in new[] { "/author/conversation", "/author/conversation/1" })
        {
            var (found, text) = await ReadAsync(path, ("X-Session", other));
            Assert.That(found, Is.EqualTo(status));
            Assert.That(text, Does.Contain("SC4001").And.Not.Contain("number"));
        }

        using var branch = await caller.PostAsync("/author/branch", new StringContent("""{"conversation":"c","event":1}"""), ("X-Session", other));
        Assert.That((int)branch.StatusCode, Is.EqualTo(status));
        Assert.That(desk.Seats, Is.Empty);
    }

    [TestCase("Origin", "http://evil.example")]
    [TestCase("Origin", "null")]
    [TestCase("Sec-Fetch-Site", "cross-site")]
    [TestCase("Sec-Fetch-Site", "same-site")]
    public async Task Request_OfAForeignPage_IsRefused(string name, string value)
    {
        foreach (var path in new[] { "/author/conversation", "/author/conversation/1", "/author/events" })
            Assert.That(await ReadAsync(path, ("X-Session", token), (name, value)), Is.EqualTo((403, Foreign)), path);
    }

    [Test]
    public async Task Request_WithoutTheHeader_IsRefused()
    {
        using var response = await caller.GetAsync("/author/events");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), "a foreign page can ask so without being asked back");
    }

    [TestCase("Host", "chat.example.org")]
    [TestCase("X-Forwarded-For", "203.0.113.7")]
    [TestCase("Forwarded", "for=203.0.113.7")]
    [TestCase("Via", "1.1 proxy")]
    public async Task Request_UnderAForeignNameOrThroughAProxy_FindsNothing(string name, string value)
    {
        foreach (var path in new[] { "/author/conversation", "/author/events", "/author/author.js", "/author/demo" })
            Assert.That(await ReadAsync(path, ("X-Session", token), (name, value)), Is.EqualTo((404, "")), path);
        using var page = await caller.GetAsync("/", (name, value));
        Assert.That(await page.Content.ReadAsStringAsync(), Does.Not.Contain("/author/"));
        Assert.That(page.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("frame-ancestors 'none'"));
    }

    [Test]
    public async Task Request_FromAnotherMachine_FindsNothing()
    {
        // An address of this machine that is not loopback: as far as the server can tell, somebody in the network.
        var address = (await Dns.GetHostAddressesAsync(Dns.GetHostName())).FirstOrDefault(one => one.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && !IPAddress.IsLoopback(one));
        if (address is null) Assert.Ignore("This machine has no address but loopback.");
        await using var open = await WebHost.StartAsync(new WebOptions { Host = "0.0.0.0", Port = 0 }, [new AuthorView(desk, "browser")]);
        using var other = new Caller(new UriBuilder(open.Address) { Host = address!.ToString() }.Uri);
        using var response = await other.GetAsync("/author/conversation", ("X-Session", token), ("Host", "localhost"));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        await open.StopAsync(CancellationToken.None);
    }

    [Test]
    public async Task Page_OnThisMachine_LoadsItAndMayStandInAFrame()
    {
        using var page = await caller.GetAsync("/");
        var html = await page.Content.ReadAsStringAsync();
        Assert.That(html, Does.Contain("<script type=\"module\" src=\"/author/author.js\"></script>").And.Contain("<link rel=\"stylesheet\" href=\"/author/author.css\">"));
        Assert.That(page.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("frame-ancestors 'self'").And.Contain("script-src 'self';"));
        foreach (var path in AuthorView.Modules.Concat(AuthorView.Styles).Append(AuthorView.Demo(2)))
        {
            using var file = await caller.GetAsync(path);
            Assert.That(file.StatusCode, Is.EqualTo(HttpStatusCode.OK), path);
            Assert.That(file.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("default-src 'none'").And.Not.Contain("unsafe"));
            using var again = await caller.GetAsync(path, ("If-None-Match", file.Headers.ETag!.Tag));
            Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.NotModified), path);
        }
    }

    [Test]
    public async Task Events_AsTheyHappen_ArriveAndEndWithTheServer()
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/author/events");
        request.Headers.Add("X-Session", token);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).Soon();
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/event-stream"));
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        desk.Build("broken");
        Assert.That(await NextAsync(), Is.EqualTo("event: build\ndata: {\"state\":\"broken\",\"text\":\"two\\nlines\"}"));
        desk.Change();
        Assert.That(await NextAsync(), Is.EqualTo("event: changed\ndata: 1"));
        desk.Fault("SC3001");
        Assert.That(await NextAsync(), Is.EqualTo("event: fault\ndata: {\"code\":\"SC3001\"}"));
        desk.Build("live");
        Assert.That(await NextAsync(), Does.Contain("live"));
        // It waits five minutes for what is under way; this is not.
        await host.StopAsync(CancellationToken.None).Soon();
        Assert.That(await reader.ReadLineAsync().Soon(), Is.Null);

        async Task<string> NextAsync()
        {
            var lines = new List<string>();
            while (await reader.ReadLineAsync().Soon() is { Length: > 0 } line) lines.Add(line);
            return string.Join('\n', lines);
        }
    }

    [Test]
    public async Task Events_WithoutAToken_AreOfTheTaskOnly()
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/author/events");
        request.Headers.TryAddWithoutValidation("X-Session", "");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).Soon();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        desk.Change();
        desk.Build("live");
        Assert.That(await reader.ReadLineAsync().Soon(), Is.EqualTo("event: build"));
    }

    [Test]
    public async Task Branch_OfAnEvent_GivesEachSeatATokenOfItsOwn()
    {
        using var response = await caller.PostAsync("/author/branch", new StringContent("""{"conversation":"c","event":1}"""), ("X-Session", token));
        var seats = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["seats"]!.AsArray();
        Assert.That(seats.Select(seat => (string?)seat!["name"]), Is.EqualTo(new[] { "Bob", "Ann" }));
        Assert.That(seats.Select(seat => SessionToken.PersonOf("browser", (string)seat!["session"]!)), Is.EqualTo(new[] { desk.Seats[2], desk.Seats[0] }));
        Assert.That(desk.Seats, Does.Not.Contain(Known));
    }

    [TestCase("""{"conversation":"c","event":3}""", 409, "it is over there")]
    [TestCase("""{"conversation":"c"}""", 400, "SC4011")]
    [TestCase("""{"conversation":7,"event":"x"}""", 400, "SC4011")]
    [TestCase("[]", 400, "SC4011")]
    [TestCase("no json", 400, "SC4011")]
    public async Task Branch_ThatCannotBe_SaysWhy(string body, int status, string words)
    {
        using var response = await caller.PostAsync("/author/branch", new StringContent(body), ("X-Session", token));
        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain(words));
    }

    private const string Foreign = """{"error":{"code":"SC4019","text":"A page of another origin wants to connect; add its origin (scheme, host and port) to the allowed origins if it is meant to."}}""";

    private Task<(int Status, string Text)> ReadAsync(string path) => ReadAsync(path, ("X-Session", token));

    private async Task<(int Status, string Text)> ReadAsync(string path, params (string, string)[] headers)
    {
        using var response = await caller.GetAsync(path, headers);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
