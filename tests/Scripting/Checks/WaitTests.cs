namespace ScriptChat.Scripting.Tests.Checks;

/// <summary>Loops, orders, hash codes.</summary>
[TestFixture]
internal sealed class WaitTests
{
    [Test]
    public Task ActInALoop_ThatAwaitsNothing_IsFound() => Marked.ParleyAsync("""
        while (true)
        {
            if (Agent.Act() is { } act) break; // SC2112
        }
        Message? next;
        while ((next = Agent.Act()) == null) { } // SC2112
        do { next = Agents[0].Act(); } while (next is null); // SC2112
        for (;;) { next = Agent.Act(); } // SC2112
        """);

    [Test]
    public Task ActInALoop_ThatEnds_IsFine() => Marked.ParleyAsync("""
        while (true)
        {
            if (Agent.Act() is { } act) break;
            await Context.DelayAsync(TimeSpan.FromSeconds(1));
        }
        foreach (var agent in Agents) agent.Act();
        for (var i = 0; i < 3; i++) Agents[i].Act();
        while (Agent.Act() is { } waiting) Agent.Observe(waiting);
        while (Agent.Act() is not null) { }
        Message? next;
        while ((next = Agent.Act()) != null) { }
        next = Agent.Act();
        """);

    [Test]
    public Task WhenAny_OverWords_IsFound() => Marked.ParleyAsync("""
        await Task.WhenAny(Agents[0].ActAsync(), Agents[1].ActAsync()); // SC2113
        await Task.WhenAny(Agents.Select(agent => agent.ActAsync())); // SC2113
        var word = Agent.ActAsync();
        await Task.WhenAny(word, Context.DelayAsync(TimeSpan.FromSeconds(9))); // SC2113
        await Task.WhenAny(Context.OnceAsync("a", (_, _) => Task.FromResult(1)), Context.DelayAsync(TimeSpan.FromSeconds(9)));
        await Task.WhenAll(Agents[0].ActAsync(), Agents[1].ActAsync());
        await Context.NextActAsync(Agents);
        """);

    [Test]
    public Task Hashes_OfWhatIsRandom_AreFound() => Marked.WorldAsync("""
        record Card(string Name);
        class Key(string name)
        {
            public override int GetHashCode() => HashCode.Combine(name, name.GetHashCode());
            public override bool Equals(object? other) => true;
        }
        void parley()
        {
            var a = "a".GetHashCode() % 3; // SC2110
            var b = HashCode.Combine(1, 2); // SC2110
            var c = new Card("a").GetHashCode(); // SC2110
            var d = new object().GetHashCode(); // SC2110
            var e = string.GetHashCode("a"); // SC2110
            var f = 12.GetHashCode() + 'x'.GetHashCode() + DayOfWeek.Monday.GetHashCode() + Guid.Empty.GetHashCode();
            var g = string.Join("", string.Concat("a", "b"));
        }
        """);

    [Test]
    public Task Order_ThatIsNotPromised_IsFound() => Marked.WorldAsync("""
        using System.Collections.Concurrent;
        using System.Collections.Immutable;
        void parley()
        {
            HashSet<string> set = ["a", "b"];
            var bag = new ConcurrentDictionary<string, int>();
            var hashed = ImmutableDictionary<string, int>.Empty;
            foreach (var one in set) { } // SC2111
            foreach (var (key, value) in bag) { } // SC2111
            foreach (var key in bag.Keys) { } // SC2111
            foreach (var one in hashed) { } // SC2111
            string[] all = [.. set]; // SC2111
            var a = string.Join(", ", set); // SC2111
            var b = set.Select(one => one.Length).ToList(); // SC2111
            var c = set.First(); // SC2111
            var d = Enumerable.Last(set); // SC2111
            var e = from one in set select one; // SC2111
            foreach (var one in "abc".ToHashSet()) { } // SC2111
            foreach (var one in set.Order()) { }
            var f = set.Contains("a") && set.Any(one => one == "b") && set.Count() > 1;
            var g = set.Where(one => one != "a").OrderBy(one => one).First();
            var h = from one in set orderby one select one;
            var i = set.Sum(one => one.Length);
            foreach (var one in new Dictionary<string, int>()) { }
            foreach (var one in new SortedSet<string>(set)) { }
            foreach (var one in new List<string>()) { }
        }
        """);
}
