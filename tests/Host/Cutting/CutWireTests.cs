using ScriptChat.Services.Tests.Contract;
using ScriptChat.Services.WebSocket.Limits;

namespace ScriptChat.Host.Tests.Cutting;

/// <summary>Sockets that break at any byte: what people see is what the world told, with no gap and no double, and the world takes
/// each of their words once.</summary>
[TestFixture]
internal sealed class CutWireTests
{
    private const int Clients = 4;
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(5);

    [Test]
    public Task Wire_CutAHundredTimes_NothingIsLostOrDoubled([Values(1, 2)] int seed) => CutAsync(100, seed);

    [Test]
    [Explicit("The long form.")]
    public Task Wire_CutAThousandTimes_NothingIsLostOrDoubled([Values(11, 12, 13)] int seed) => CutAsync(1_000, seed);

    [Test]
    public async Task People_FiveHundredComingBackAtOnce_AreAllResumedAndNobodyRefused()
    {
        // As from another machine: one school, one address.
        await using var runtime = await EchoRuntime.StartAsync(new WebSocketLimits { CountLoopback = true });
        var returning = Enumerable.Range(0, 500).Select(i => new ReturningClient(runtime.Address, $"p{i}")).ToList();
        await Task.WhenAll(returning.Select(client => client.ComeAsync())).Soon();
        foreach (var client in returning) client.Vanish();
        await Task.WhenAll(returning.Select(client => client.ComeBackAsync())).WaitAsync(Guard, TimeProvider.System);
        foreach (var client in returning) client.Vanish();
        foreach (var client in returning) Assert.That(runtime.Taken(client.Name), Is.EqualTo(new[] { $"{client.Name} one", $"{client.Name} two" }));
    }

    private static async Task CutAsync(int cuts, int seed)
    {
        await using var runtime = await EchoRuntime.StartAsync(new WebSocketLimits().Unmetered());
        await using var wire = new CuttingProxy(runtime.Port, cuts, seed);
        var clients = Enumerable.Range(0, Clients).Select(i => new StubbornClient(EchoRuntime.At(wire.Port), $"client{i}", () => wire.IsDone)).ToList();
        await Task.WhenAll(clients.Select(client => client.TalkAsync(IsAnswered))).WaitAsync(Guard, TimeProvider.System);

        Assert.That(wire.Cuts, Is.GreaterThanOrEqualTo(cuts));
        Assert.That(clients.Sum(client => client.Connections), Is.GreaterThan(cuts / 2), "most cuts met a standing connection");
        foreach (var (client, i) in clients.Select((client, i) => (client, i)))
        {
            Assert.That(runtime.Taken($"client{i}"), Is.EqualTo(client.Said), $"seed {seed}: each word is taken once, in order");
            Assert.That(client.Seen, Is.EqualTo(runtime.Told($"client{i}").Prepend(EchoRuntime.Ready)), $"seed {seed}: the client saw what was told");
        }
    }

    private static bool IsAnswered(StubbornClient client) => client.Seen.Count > EchoRuntime.Answers(client.Said.Count);
}
