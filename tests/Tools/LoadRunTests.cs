using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using ScriptChat.Tools.Echo;
using ScriptChat.Tools.Load.Running;

namespace ScriptChat.Tools.Tests;

/// <summary>The client against the bare echo, over real sockets.</summary>
[CancelAfter(60_000)]
internal sealed class LoadRunTests
{
    private static readonly LoadOptions Short = new()
    {
        Url = new Uri("ws://127.0.0.1/"),
        Connections = 10,
        Warmup = TimeSpan.FromMilliseconds(100),
        Duration = TimeSpan.FromSeconds(1),
        Drain = TimeSpan.FromSeconds(20),
    };

    [Test]
    public async Task Run_OpenLoop_EachMessageCameOnceAndInOrder(CancellationToken cancellationToken)
    {
        var report = await RunAsync(new EchoOptions(), Short with { Rate = 2000 }, cancellationToken);

        Assert.That(report.Failures, Is.Empty);
        Assert.That(report.Entered, Is.EqualTo(10));
        Assert.That(report.InOrder, Is.True);
        Assert.That(report.Sent, Is.GreaterThan(1000));
        Assert.That(report.Received, Is.EqualTo(report.Sent));
        Assert.That(report.Latency!.P50, Is.GreaterThan(0));
    }

    [Test]
    public async Task Run_ClosedLoopWithManyMessages_EndsAtTheirNumber(CancellationToken cancellationToken)
    {
        var report = await RunAsync(new EchoOptions(), Short with { Messages = 3, Size = 2000 }, cancellationToken);

        Assert.That(report.Failures, Is.Empty);
        Assert.That((report.Sent, report.Received, report.InOrder), Is.EqualTo((30, 30, true)));
    }

    [Test]
    public async Task Run_Pairs_EachHearsThePartner(CancellationToken cancellationToken)
    {
        var options = Short with { Scenario = Scenario.Pair, AtOnce = 1, Ready = new Regex("^paired$", RegexOptions.None, TimeSpan.FromSeconds(1)) };
        var report = await RunAsync(new EchoOptions { Pairs = true }, options, cancellationToken);

        Assert.That(report.Failures, Is.Empty);
        Assert.That((report.InOrder, report.Received), Is.EqualTo((true, report.Sent)));
        Assert.That(report.Sent, Is.GreaterThan(10));
    }

    [TestCase("Drop")]
    [TestCase("Double")]
    [TestCase("Swap")]
    public async Task Run_AnEchoThatDoesWrong_IsSeen(string fault, CancellationToken cancellationToken)
    {
        var echo = new EchoOptions { Fault = Enum.Parse<EchoFault>(fault), FaultEvery = 10 };
        var report = await RunAsync(echo, Short with { Rate = 2000, Drain = TimeSpan.FromSeconds(1) }, cancellationToken);

        Assert.That(report.InOrder, Is.False);
        Assert.That(fault switch { "Drop" => report.Lost, "Double" => report.Doubled, _ => report.Reordered }, Is.GreaterThan(10));
        Assert.That(report.Doubled > 0, Is.EqualTo(fault == "Double"));
        Assert.That(report.Reordered > 0, Is.EqualTo(fault == "Swap"));
    }

    [Test]
    public async Task Run_Opening_IsSaidBeforeAnythingElse(CancellationToken cancellationToken)
    {
        var options = Short with { Opening = ["hello \"you\"", "echo"], Ready = new Regex("^echo$", RegexOptions.None, TimeSpan.FromSeconds(1)), Messages = 1 };
        var report = await RunAsync(new EchoOptions(), options, cancellationToken);

        Assert.That(report.Failures, Is.Empty);
        Assert.That((report.Entered, report.Received), Is.EqualTo((10, 10)));
    }

    [Test]
    public async Task Run_AnswerThatNeverComes_IsNamed(CancellationToken cancellationToken)
    {
        var options = Short with { Opening = ["hello"], Ready = new Regex("^welcome$", RegexOptions.None, TimeSpan.FromSeconds(1)), EnterWithin = TimeSpan.FromSeconds(0.5) };
        var report = await RunAsync(new EchoOptions(), options, cancellationToken);

        Assert.That(report.Entered, Is.Zero);
        Assert.That(report.Failures, Is.EqualTo(new Dictionary<string, long> { ["not in the world within 0.5 s"] = 10 }));
    }

    [Test]
    public async Task Run_IdleThenServiceEnds_IsNamed(CancellationToken cancellationToken)
    {
        var echo = await EchoServer.StartAsync(new EchoOptions(), cancellationToken);
        var options = Short with { Url = AddressOf(echo), Scenario = Scenario.Idle, Connections = 3 };
        var report = await LoadRun.RunAsync(options, _ => { }, async () => await echo.DisposeAsync(), cancellationToken);

        Assert.That((report.Entered, report.StillIn), Is.EqualTo((3, 0)));
        Assert.That(report.Failures.Values.Sum(), Is.EqualTo(3));
        Assert.That(report.Failures.Keys, Has.All.EndsWith("in the world"));
    }

    [Test]
    public async Task Run_NobodyThere_IsNamed(CancellationToken cancellationToken)
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        var report = await LoadRun.RunAsync(Short with { Url = new Uri($"ws://127.0.0.1:{port}/") }, _ => { }, whileIn: null, cancellationToken);

        Assert.That(report.Failures, Is.EqualTo(new Dictionary<string, long> { ["connect: ConnectionRefused"] = 10 }));
    }

    [Test]
    public async Task Run_HandshakeRefused_NamesTheAnswer(CancellationToken cancellationToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"ws://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        var running = LoadRun.RunAsync(Short with { Url = url, Connections = 1 }, _ => { }, whileIn: null, cancellationToken);
        using var client = await listener.AcceptTcpClientAsync(cancellationToken);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 503 Service Unavailable\r\n\r\n"), cancellationToken);
        var report = await running;

        Assert.That(report.Failures, Is.EqualTo(new Dictionary<string, long> { ["handshake: answered HTTP/1.1 503 Service Unavailable"] = 1 }));
    }

    private static async Task<LoadReport> RunAsync(EchoOptions echo, LoadOptions options, CancellationToken cancellationToken)
    {
        await using var server = await EchoServer.StartAsync(echo, cancellationToken);
        return await LoadRun.RunAsync(options with { Url = AddressOf(server) }, _ => { }, whileIn: null, cancellationToken);
    }

    private static Uri AddressOf(EchoServer server) => new($"ws://127.0.0.1:{server.Address.Port}/");
}
