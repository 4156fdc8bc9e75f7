using ScriptChat.Engine.Pairing;
using ScriptChat.Engine.Tests.Support;
using ScriptChat.Messages;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Tests.Pairing;

internal sealed class PoolTests
{
    [Test]
    public void People_AreMatchedInTheOrderInWhichTheyCame()
    {
        List<string> order = [];
        using var bench = new Bench(Pairs(context => order.AddRange(context.Agents.Select(agent => agent.PersonId))));
        for (var count = 0; count < 6; count++) bench.Player();
        Assert.That(order, Is.EqualTo(Enumerable.Range(1, 6).Select(number => $"test:guest{number}")));
    }

    [Test]
    public void SomebodyAway_IsNotMatched_AndLosesTheirPlaceAfterTheGrace()
    {
        using var bench = new Bench(Pairs());
        var ann = bench.Player().Disconnect();
        var bob = bench.Player();
        Assert.That(bob.LastText, Is.Not.EqualTo("Welcome."));
        bench.Pass(14);
        ann.Enter(resume: true, lastSeen: 1);
        Assert.That(bob.LastText, Is.EqualTo("Welcome."));

        var carl = bench.Player().Disconnect();
        bench.Pass(15);
        Assert.That(bench.Engine.Counts.Waiting, Is.Zero);
        carl.Enter(resume: true, lastSeen: 1);
        Assert.That(carl.NewTexts().TakeLast(2), Is.EqualTo(new[] { Notices.AwayTooLong, "Where to?" }));
    }

    [Test]
    public void Exit_WhileWaiting_LeavesTheLine()
    {
        using var bench = new Bench(Pairs());
        var ann = bench.Player().Say("exit");
        Assert.That(ann.NewTexts().TakeLast(2), Is.EqualTo(new[] { Notices.LeftLine, "Where to?" }));
        Assert.That(bench.Engine.Counts.Waiting, Is.Zero);
    }

    [Test]
    public void TimeOut_WithABackupTask_LeadsThere()
    {
        var catalog = new TestCatalog().Menu()
            .Task(new TaskEntry { Name = "t", TaskWorld = "T", AgentsRequired = 2, BackupTask = "solo", Timeout = TimeSpan.FromSeconds(20) })
            .Task(new TaskEntry { Name = "solo", TaskWorld = "Solo" })
            .World("T", _ => Task.FromResult<string?>(null))
            .World("Solo", async context => { await context.Agent.AskAsync("Solo."); return null; })
            .Publish();
        using var bench = new Bench(catalog);
        var ann = bench.Player();
        bench.Pass(20);
        Assert.That(ann.NewTexts().TakeLast(2), Is.EqualTo(new[] { Notices.BackupTask, "Solo." }));
    }

    [Test]
    public void Eligibility_IsAskedWithASnapshot_AndWhoIsNotEligibleWaitsInVain()
    {
        List<string> asked = [];
        using var bench = new Bench(Pairs(more: parts => parts.Eligibility = state =>
        {
            asked.Add($"{state.PersonId} {state.Service}");
            return ValueTask.FromResult(state.PersonId != "test:guest1");
        }));
        var (ann, bob, carl) = (bench.Player(), bench.Player(), bench.Player());
        Assert.That(asked, Is.EqualTo(new[] { "test:guest1 test", "test:guest2 test", "test:guest3 test" }));
        Assert.That(bob.LastText, Is.EqualTo("Welcome."));
        Assert.That(carl.LastText, Is.EqualTo("Welcome."));
        bench.Pass(300);
        Assert.That(ann.NewTexts(), Does.Contain(Notices.TimedOut));
    }

    [Test]
    public void Eligibility_ThatThrows_IsReportedAndMeansNo()
    {
        using var bench = new Bench(Pairs(more: parts => parts.Eligibility = _ => throw new InvalidOperationException("no")));
        bench.Player();
        bench.Player();
        Assert.That(bench.Log.Codes, Is.EqualTo(new[] { "SC3006", "SC3006" }));
        Assert.That(bench.Engine.Counts.Waiting, Is.EqualTo(2));
    }

    [Test]
    public void Roles_Null_SendBackToTheOldPlace()
    {
        var drop = true;
        using var bench = new Bench(Pairs(more: parts => parts.AssignRoles = agents =>
        {
            foreach (var agent in agents) agent.DisplayId = drop && agent.Index == 0 ? null : "role";
            drop = false;
            return ValueTask.CompletedTask;
        }));
        var (ann, bob) = (bench.Player(), bench.Player());
        Assert.That(bob.LastText, Is.EqualTo("Welcome."));
        Assert.That(ann.LastText, Is.EqualTo("Where to?"));
        Assert.That(bench.Engine.Counts, Is.EqualTo(new EngineCounts(2, 2, 1, 1, 1)));
        bench.Player();
        Assert.That(ann.LastText, Is.EqualTo("Welcome."));
    }

    [Test]
    public void Roles_ForNobody_AreNotTriedAgainForTheSamePeople()
    {
        List<string> tries = [];
        using var bench = new Bench(Pairs(more: parts => parts.AssignRoles = agents => { tries.Add(string.Join(' ', agents.Select(agent => agent.PersonId["test:".Length..]))); return ValueTask.CompletedTask; }));
        var (ann, bob) = (bench.Guest("ann").Say("t"), bench.Guest("bob").Say("t"));
        bench.Pass(31);
        Assert.That(tries, Is.EqualTo(["ann bob"]));
        Assert.That(bench.Engine.Counts.InTaskWorlds, Is.Zero);
        bench.Guest("carl").Say("t");
        Assert.That(tries, Is.EqualTo(["ann bob", "ann carl", "bob carl"]));
        // Whoever comes anew is not as they were.
        bob.Say("EXIT").Say("t");
        Assert.That(tries.Skip(3), Is.EqualTo(["ann bob", "carl bob"]));
        // Whoever is back is.
        ann.Disconnect();
        ann.Enter(resume: true);
        Assert.That(tries.Skip(5), Is.Empty);
    }

    [Test]
    public void Roles_ForNobodyInFront_DoNotHoldUpThoseBehind()
    {
        // Two go together only if they are not of the same side.
        using var bench = new Bench(Pairs(more: parts => parts.AssignRoles = agents =>
        {
            if (agents.Select(agent => agent.PersonId.Contains("left", StringComparison.Ordinal)).Distinct().Count() == 2)
                foreach (var agent in agents) agent.DisplayId = "role";
            return ValueTask.CompletedTask;
        }));
        TestPerson[] left = [.. Enumerable.Range(0, 5).Select(number => bench.Guest($"left{number}").Say("t"))];
        Assert.That(bench.Engine.Counts.InTaskWorlds, Is.Zero);
        bench.Guest("right0").Say("t");
        Assert.That(left.Select(guest => guest.LastText == "Welcome."), Is.EqualTo([true, false, false, false, false]), "the first in line");
        bench.Guest("right1").Say("t");
        Assert.That(left.Select(guest => guest.LastText == "Welcome."), Is.EqualTo([true, true, false, false, false]));
    }

    [Test]
    public void Roles_OfAnEditedTask_AreTriedAgain()
    {
        var wanted = false;
        var catalog = Pairs(more: parts => parts.AssignRoles = agents =>
        {
            if (wanted) foreach (var agent in agents) agent.DisplayId = "role";
            return ValueTask.CompletedTask;
        });
        using var bench = new Bench(catalog);
        var ann = bench.Player();
        bench.Player();
        Assert.That(ann.LastText, Is.Not.EqualTo("Welcome."));
        wanted = true;
        catalog.Publish();
        bench.Settle();
        Assert.That(ann.LastText, Is.EqualTo("Welcome."));
    }

    [Test]
    public void Roles_ForNobody_AreAskedForSoOftenForEach_AndForWhoComesAfterThem()
    {
        const int lefts = 60;
        var tries = 0;
        using var bench = new Bench(Pairs(more: parts => parts.AssignRoles = agents =>
        {
            tries++;
            if (agents.Any(agent => agent.PersonId.Contains("right", StringComparison.Ordinal)))
                foreach (var agent in agents) agent.DisplayId = "role";
            return ValueTask.CompletedTask;
        }));
        TestPerson[] left = [.. Enumerable.Range(0, lefts).Select(number => bench.Guest($"left{number}").Say("t"))];
        Assert.That(tries, Is.EqualTo(Enumerable.Range(0, lefts).Sum(before => Math.Min(before, UnfitSets.Tries))));
        Assert.That(bench.Engine.Counts.Waiting, Is.EqualTo(lefts));
        bench.Guest("right").Say("t");
        Assert.That(left[0].LastText, Is.EqualTo("Welcome."));
    }

    [Test]
    public void Roles_ForNobody_OfOneAlone_AreAskedForOnce()
    {
        List<string> tries = [];
        var catalog = new TestCatalog().Menu()
            .Task(new TaskEntry { Name = "t", TaskWorld = "T", AgentsRequired = 1 })
            .World("T", _ => Task.FromResult<string?>(null), parts => parts.AssignRoles = agents => { tries.Add(agents[0].PersonId); return ValueTask.CompletedTask; })
            .Publish();
        using var bench = new Bench(catalog);
        for (var number = 0; number < 3; number++) bench.Player();
        Assert.That(tries, Is.EqualTo(["test:guest1", "test:guest2", "test:guest3"]));
    }

    [Test]
    public void Roles_ForNobody_SayNothingOfWhoLeftMeanwhile()
    {
        var (source, wanted) = (new TaskCompletionSource(), false);
        using var bench = new Bench(Pairs(more: parts => parts.AssignRoles = async agents =>
        {
            await source.Task;
            if (wanted) foreach (var agent in agents) agent.DisplayId = "role";
        }));
        var (ann, bob) = (bench.Guest("ann").Say("t"), bench.Guest("bob").Say("t"));
        bob.Leave();
        source.SetResult();
        bench.Settle();
        wanted = true;
        bench.Guest("carl").Say("t");
        Assert.That(ann.LastText, Is.EqualTo("Welcome."));
    }

    [Test]
    public void Roles_ForNobody_OfAnOlderVersion_SayNothing()
    {
        var (source, wanted) = (new TaskCompletionSource(), false);
        var catalog = Pairs(more: parts => parts.AssignRoles = async agents =>
        {
            if (wanted) foreach (var agent in agents) agent.DisplayId = "role";
            else await source.Task;
        });
        using var bench = new Bench(catalog);
        var ann = bench.Player();
        bench.Player();
        wanted = true;
        catalog.Publish();
        bench.Settle();
        source.SetResult();
        bench.Settle();
        Assert.That(ann.LastText, Is.EqualTo("Welcome."));
    }

    [Test]
    public void MaxWorkers_HoldsTheRestInLine_InEveryPool()
    {
        var catalog = new TestCatalog { MaxWorkers = 1 }.Menu();
        foreach (var name in new[] { "t", "u", "v" })
        {
            catalog.Task(new TaskEntry { Name = name, TaskWorld = name })
                .World(name, async context => { await context.Agent.AskAsync($"In {name}."); return null; });
        }

        using var bench = new Bench(catalog.Publish());
        var ann = bench.Guest().Say("t");
        var bob = bench.Guest().Say("u");
        var carl = bench.Guest().Say("v");
        Assert.That(carl.LastText, Is.EqualTo("Where to?"));
        Assert.That(carl.Say("hello?").LastText, Is.EqualTo(Notices.WaitingAlone), "there is nobody to be found for them");
        // The pool of u asked first, and has nobody any more when its turn comes.
        bob.Say("EXIT");
        ann.Say("done");
        Assert.That(carl.LastText, Is.EqualTo("In v."));
        Assert.That(bench.Engine.Counts.InTaskWorlds, Is.EqualTo(1));
    }

    [Test]
    public void OnRemoved_HearsWhyAndHowLong()
    {
        List<string> removed = [];
        using var bench = new Bench(Pairs(more: parts => parts.OnRemoved = (state, reason) =>
        {
            removed.Add($"{reason} {state.TimeInPool.TotalSeconds}");
            return ValueTask.CompletedTask;
        }));
        var ann = bench.Player();
        bench.Pass(10);
        ann.Say("EXIT").Say("t");
        bench.Pass(20);
        ann.Leave();
        bench.Player();
        bench.Pass(300);
        bench.Player();
        bench.Player();
        Assert.That(removed, Is.EqualTo(new[] { "Exited 10", "Left 20", "TimedOut 300", "Matched 0", "Matched 0" }));
    }

    private static TestCatalog Pairs(Action<WorldContext>? seen = null, Action<TestCatalog.WorldDefinitionParts>? more = null) => new TestCatalog().Menu()
        .Task(new TaskEntry { Name = "t", TaskWorld = "T", AgentsRequired = 2 })
        .World(
            "T",
            async context =>
            {
                seen?.Invoke(context);
                foreach (var agent in context.Agents) agent.Observe("Welcome.");
                await context.Context.NextActAsync(context.Agents);
                return null;
            },
            more)
        .Publish();
}
