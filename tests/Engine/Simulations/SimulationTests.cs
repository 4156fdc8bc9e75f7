namespace ScriptChat.Engine.Tests.Simulations;

internal sealed class SimulationTests
{
    private const int ArrivalsOfOne = 1000;

    [Test]
    public void Simulation_OfAFewThousandArrivals_KeepsEveryPromise()
    {
        var conversations = Run(firstSeed: 1, count: 4);
        Assert.That(conversations, Is.GreaterThan(500));
    }

    /// <summary>dotnet test tests/Engine --filter "FullyQualifiedName~OneMillion"; SIMULATION_SEED takes other seeds.</summary>
    [Test]
    [Explicit("Takes minutes.")]
    public void Simulation_OfOneMillionArrivals_KeepsEveryPromise()
    {
        var first = int.TryParse(Environment.GetEnvironmentVariable("SIMULATION_SEED"), out var seed) ? seed : 100_000;
        var conversations = Run(first, count: 1000);
        TestContext.Out.WriteLine($"1,000,000 arrivals, {conversations} conversations: 0 stranded, 0 self-paired, 0 in two places.");
        Assert.That(conversations, Is.GreaterThan(100_000));
    }

    private static int Run(int firstSeed, int count)
    {
        var conversations = 0;
        for (var seed = firstSeed; seed < firstSeed + count; seed++)
        {
            using var simulation = new Simulation(seed);
            try
            {
                simulation.Run(ArrivalsOfOne);
            }
            catch (Exception error)
            {
                Assert.Fail($"seed {seed}, after {simulation.Arrivals} arrivals: {error}");
            }

            conversations += simulation.Conversations;
        }

        return conversations;
    }
}
