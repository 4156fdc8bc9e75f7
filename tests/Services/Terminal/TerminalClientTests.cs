using System.Net;
using System.Net.Sockets;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Services.Terminal;
using ScriptChat.Services.Terminal.Client;
using ScriptChat.Services.Tests.Browser;
using ScriptChat.Services.Tests.Contract;
using ScriptChat.Worlds;

namespace ScriptChat.Services.Tests.Terminal;

/// <summary>The terminal client against a real service on a real socket.</summary>
[TestFixture]
internal sealed class TerminalClientTests
{
    private readonly BrowserFixture fixture = new();
    private readonly TestConsole console = new();
    private readonly CancellationTokenSource ctrlC = new();

    private ScriptedGateway Gateway => fixture.Gateway;

    [SetUp]
    public Task StartAsync() => fixture.StartAsync();

    [TearDown]
    public async Task StopAsync()
    {
        console.EndInput();
        ctrlC.Dispose();
        await fixture.DisposeAsync();
    }

    [Test]
    public async Task Chat_OverThePagesAddress_GoesBothWaysAndEndsWithTheInput()
    {
        var chat = Connect(fixture.Address.ToString());
        console.Type("hello");
        Assert.That(await console.ReadAsync(), Is.EqualTo("Echo: hello"));
        console.EndInput();
        Assert.That(await console.ReadAsync(), Is.EqualTo("See you later!"));
        Assert.That(await chat.Soon(), Is.EqualTo(new TerminalClientResult(TerminalEnd.Left)));
    }

    [Test]
    public async Task Input_OverBeforeTheConnectionStands_IsSaidAllTheSame()
    {
        console.Type("one");
        console.Type("two");
        console.EndInput();
        var result = await Connect(fixture.Address.ToString()).Soon();
        Assert.That(result.End, Is.EqualTo(TerminalEnd.Left));
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo("one"));
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo("two"));
        await Gateway.HearAsync<Leaves>();
    }

    [TestCase("http://{0}")]
    [TestCase("http://{0}/")]
    [TestCase("ws://{0}")]
    [TestCase("ws://{0}/browser/socket")]
    [TestCase("{0}")]
    public async Task Address_InAnyForm_Connects(string form)
    {
        var chat = Connect(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, fixture.Address.Authority));
        await Gateway.HearAsync<Connected>();
        await ctrlC.CancelAsync();
        Assert.That((await chat.Soon()).Error, Is.Null);
    }

    [Test]
    public async Task QuickReply_PickedByNumber_IsSaid()
    {
        _ = Connect(fixture.Address.ToString());
        var (person, _) = await Gateway.HearAsync<Connected>();
        Gateway.Show(person, new Message { Id = "World", Text = "Tea?", QuickReplies = ["yes", "no"] });
        await console.ReadAsync("2) no");
        console.Type("2");
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo("no"));
        Assert.That((await Gateway.HearAsync<Received>()).Arrival.Seq, Is.EqualTo(1));
    }

    [Test]
    public async Task Line_IsSaid()
    {
        _ = Connect(fixture.Address.ToString());
        var (person, connected) = await Gateway.HearAsync<Connected>();
        Gateway.Deliver(person, new Whereabouts(connected.Connection, "line") { Task = "chat", Line = new LineNews(1, 2, TimeSpan.Zero, TimeSpan.FromMinutes(5)) });
        Assert.That(await console.ReadAsync(), Does.StartWith("* You are first in line."));
    }

    [Test]
    public async Task CtrlC_Pressed_LeavesPolitely()
    {
        var chat = Connect(fixture.Address.ToString());
        await Gateway.HearAsync<Connected>();
        console.Type("hello");
        await console.ReadAsync("Echo: hello");
        await ctrlC.CancelAsync();
        await Gateway.HearAsync<Leaves>();
        Assert.That(await console.ReadAsync(), Is.EqualTo("See you later!"));
        Assert.That((await chat.Soon()).End, Is.EqualTo(TerminalEnd.Left));
    }

    [Test]
    public async Task Connection_Lost_ComesBackToTheSeatWithNothingLostOrDoubled()
    {
        await using var relay = new Relay(fixture.Address.Port);
        _ = Connect($"http://127.0.0.1:{relay.Port}/");
        var (person, connected) = await Gateway.HearAsync<Connected>();
        console.Type("before");
        await console.ReadAsync("Echo: before");
        relay.Cut();
        await console.ReadAsync("* The connection is lost. Trying again…");
        Gateway.Show(person, new Message { Text = "said meanwhile" });
        console.Type("typed meanwhile");
        var (again, resumed) = await Gateway.HearAsync<Connected>(arrival => arrival.Connection != connected.Connection);
        Assert.That(again, Is.EqualTo(person));
        Assert.That(resumed.Resume);
        await console.ReadAsync("said meanwhile");
        await console.ReadAsync("Echo: typed meanwhile");
        Assert.That(console.Everything.Split("Echo: before"), Has.Length.EqualTo(2));
        Assert.That(console.Everything.Split("said meanwhile"), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task Seat_TakenElsewhere_IsSaidAndEnds()
    {
        var chat = Connect(fixture.Address.ToString());
        var (person, connected) = await Gateway.HearAsync<Connected>();
        console.Type("hello");
        await console.ReadAsync("Echo: hello");
        Gateway.Deliver(person, new Closing(connected.Connection, CloseReason.Replaced));
        await console.ReadAsync("* This conversation goes on elsewhere.");
        Assert.That((await chat.Soon()).End, Is.EqualTo(TerminalEnd.Replaced));
    }

    [Test]
    public async Task Journey_Over_Ends()
    {
        var chat = Connect(fixture.Address.ToString());
        var (person, connected) = await Gateway.HearAsync<Connected>();
        Gateway.Deliver(person, new Closing(connected.Connection, CloseReason.Ended));
        Assert.That((await chat.Soon()).End, Is.EqualTo(TerminalEnd.Ended));
    }

    [Test]
    public async Task Nobody_Listens_IsOneClearLine()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var result = await Connect($"http://127.0.0.1:{port}/").Soon();
        Assert.That(result.End, Is.EqualTo(TerminalEnd.Failed));
        Assert.That(result.Error!.ToString(), Is.EqualTo(
            $"error SC4040: can't reach 127.0.0.1:{port} (connection refused); see that the runtime runs there, and that host and port are right"));
    }

    [Test]
    public async Task SomethingElse_Listens_IsOneClearLine()
    {
        var result = await Connect($"{fixture.Address}healthz").Soon();
        Assert.That(result.Error!.Code, Is.EqualTo(ServiceCodes.NotAService.Id));
        Assert.That(result.Error.Message, Does.Contain("is not a ScriptChat service").And.Not.Contain("\n"));
    }

    [TestCase("ftp://somewhere/")]
    [TestCase("http://")]
    [TestCase("not an address")]
    public async Task Address_Bad_IsOneClearLine(string url)
    {
        var result = await Connect(url).Soon();
        Assert.That(result.Error!.Code, Is.EqualTo(ServiceCodes.BadAddress.Id));
    }

    private Task<TerminalClientResult> Connect(string url) =>
        new TerminalClient(new TerminalClientSettings { Console = console.Console }).RunAsync(url, ctrlC.Token);
}
