using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ScriptChat.Diagnostics;
using ScriptChat.Services.Tests.Contract;
using ScriptChat.Services.Web;

namespace ScriptChat.Services.Tests.Web;

[TestFixture]
internal sealed class WebHostTests
{
    [Test]
    public async Task Start_OnPortZero_SaysWhereItListens()
    {
        await using var host = await WebHost.StartAsync(new WebOptions { Port = 0 }, []);
        Assert.That(host.Address.Port, Is.Not.Zero);
        Assert.That(await GetAsync(host, "/healthz"), Is.EqualTo((HttpStatusCode.OK, "ok")));
    }

    [Test]
    public async Task Start_OnAllAddresses_NamesLocalhost()
    {
        await using var host = await WebHost.StartAsync(new WebOptions { Host = "0.0.0.0", Port = 0 }, []);
        Assert.That(host.Address.Host, Is.EqualTo("localhost"));
        Assert.That(await GetAsync(host, "/healthz"), Is.EqualTo((HttpStatusCode.OK, "ok")));
    }

    [TestCase("localhost")]
    [TestCase("127.0.0.1")]
    [TestCase("*")]
    public void Start_OnAPortInUse_IsOneLine(string host)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.ExclusiveAddressUse = true;
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var error = Assert.ThrowsAsync<WebHostException>(() => WebHost.StartAsync(new WebOptions { Host = host, Port = port }, []));
        Assert.That(error!.Code, Is.EqualTo(ServiceCodes.AddressInUse));
        Assert.That(error.ToDiagnostic().ToString(), Is.EqualTo($"error SC4030: port {port} on {host} is in use; stop what uses it, or take another with --port"));
    }

    [TestCase("192.0.2.1")]
    [TestCase("no.such.host.invalid")]
    public void Start_OnAForeignAddress_IsOneLine(string host)
    {
        var error = Assert.ThrowsAsync<WebHostException>(() => WebHost.StartAsync(new WebOptions { Host = host, Port = 0 }, []).Soon());
        Assert.That(error!.Code, Is.EqualTo(ServiceCodes.AddressUnavailable));
        Assert.That(error.Message, Does.Contain(host).And.Not.Contain('\n'));
    }

    [Test]
    public async Task Readyz_WhileNotReady_Is503()
    {
        var ready = false;
        await using var host = await WebHost.StartAsync(new WebOptions { Port = 0, Ready = () => ready }, []);
        Assert.That((await GetAsync(host, "/readyz")).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        ready = true;
        Assert.That(await GetAsync(host, "/readyz"), Is.EqualTo((HttpStatusCode.OK, "ready")));
    }

    [Test]
    public async Task Endpoint_Throws_IsInTheLog()
    {
        var log = new RecordedLog();
        await using var host = await WebHost.StartAsync(new WebOptions { Port = 0, Log = log }, [new Faulty()]);
        Assert.That((await GetAsync(host, "/fault")).Status, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(log.Codes, Is.EqualTo(new[] { ServiceCodes.WebServer }));
        Assert.That(log.Lines.Single(), Does.Contain("a fault of ours"));
    }

    [Test]
    public async Task Host_InOrdinaryUse_LogsNothing()
    {
        var log = new RecordedLog();
        await using (var host = await WebHost.StartAsync(new WebOptions { Port = 0, Log = log }, []))
        {
            Assert.That((await GetAsync(host, "/nowhere")).Status, Is.EqualTo(HttpStatusCode.NotFound));
            await host.StopAsync(CancellationToken.None);
        }

        Assert.That(log.Lines, Is.Empty);
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(WebHost host, string path)
    {
        using var http = new HttpClient();
        var answer = await http.GetAsync(new Uri(host.Address, path)).Soon();
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private sealed class Faulty : IWebEndpoints
    {
        public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/fault", (RequestDelegate)(_ => throw new InvalidOperationException("a fault of ours")));
    }
}
