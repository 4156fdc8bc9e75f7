namespace ScriptChat.Engine.Tests.Simulations.Crashing;

internal sealed class CrashSimulationTests
{
    private const int ArrivalsOfOne = 200;

    private SynchronizationContext? before;

    /// <summary>NUnit's context would take what is awaited to other threads.</summary>
    [SetUp]
    public void StayOnThisThread()
    {
        before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
    }

    [TearDown]
    public void GoBack() => SynchronizationContext.SetSynchronizationContext(before);

    [Test]
    public void Simulation_WithCrashesAfterAnyRecord_KeepsEveryPromise()
    {
        var counts = Run(firstSeed: 1, count: 4);
        Assert.That(counts.Crashes, Is.GreaterThan(200));
        Assert.That(counts.Words, Is.GreaterThan(1_000));
    }

    /// <summary>What these found stays found: a world that waited for somebody who had gone with the crash, a pool that remembered a conversation.</summary>
    [TestCase(14)]
    [TestCase(19)]
    public void Simulation_OfASeedThatFailedOnce_KeepsEveryPromise(int seed) => Assert.That(Run(seed, count: 1).Crashes, Is.GreaterThan(100));

    /// <summary>dotnet test tests/Engine --filter "FullyQualifiedName~ThousandCrashes"; SIMULATION_SEED takes other seeds, SIMULATION_COUNT
    /// as many of them.</summary>
    [Test]
    [Explicit("Takes minutes.")]
    public void Simulation_WithManyThousandCrashes_KeepsEveryPromise()
    {
        var counts = Run(Number("SIMULATION_SEED", 100_000), Number("SIMULATION_COUNT", 500));
        TestContext.Out.WriteLine(
            $"{counts.Arrivals:N0} arrivals, {counts.Crashes:N0} crashes ({counts.DoubleCrashes:N0} while recovering), {counts.Reloads:N0} saves, {counts.Words:N0} words acknowledged: none lost, doubled or reordered; nobody stranded.");
    }

    private static int Number(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), out var number) ? number : otherwise;

    private static (int Arrivals, int Crashes, int DoubleCrashes, int Reloads, int Words) Run(int firstSeed, int count)
    {
        (int Arrivals, int Crashes, int DoubleCrashes, int Reloads, int Words) all = default;
        List<string> failures = [];
        for (var seed = firstSeed; seed < firstSeed + count && failures.Count < 5; seed++)
        {
            using var simulation = new CrashSimulation(seed);
            try
            {
                simulation.Run(ArrivalsOfOne);
            }
            catch (Exception error)
            {
                failures.Add($"seed {seed}, after {simulation.Arrivals} arrivals and {simulation.Crashes} crashes: {error}");
            }

            all = (all.Arrivals + simulation.Arrivals, all.Crashes + simulation.Crashes, all.DoubleCrashes + simulation.DoubleCrashes, all.Reloads + simulation.Reloads, all.Words + simulation.Words);
        }

        if (failures.Count > 0) Assert.Fail(string.Join("\n\n", failures));
        return all;
    }
}
