using ScriptChat.Scripting.Tests.Fakes;
using ScriptChat.Scripting.Traces;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Scripting.Tests;

/// <summary>The checks that stop a runaway world, in scripts that are compiled for authors and for people who talk.</summary>
[TestFixture(false, TestName = "Guards")]
[TestFixture(true, TestName = "Guards, optimized")]
internal sealed class GuardTests(bool optimize)
{
    [TestCase("while (true) { }")]
    [TestCase("while (true) ;")]
    [TestCase("for (;;) n++;")]
    [TestCase("do n++; while (true);")]
    [TestCase("foreach (var x in Endless()) { }")]
    [TestCase("foreach (var x in Endless()) n += x;")]
    [TestCase("again: n++; goto again;")]
    [TestCase("switch (n) { case 0: goto case 1; case 1: goto case 0; }")]
    [TestCase("Endless().Where(x => Twice(x) < 0).ToList();")]
    [TestCase("Endless().All(delegate(int x) { return true; });")]
    [TestCase("Endless().All(x => { return true; });")]
    [TestCase("Action<int> step = x => Twice(x); while (true) step(1);")]
    [TestCase("while (true) try { while (true) { } } catch { }")]
    [TestCase("while (true) try { while (true) { } } catch (Exception) { }")]
    [TestCase("while (true) try { while (true) { } } catch (Exception e) when (e.Message.Length > 0 || true) { n++; }")]
    [TestCase("while (true) { try { while (true) { } } catch when (n >= 0) { try { } catch { } } }")]
    [TestCase("$\"{Endless().Count(x => Twice(x) > 0)}\".ToString();")]
    public async Task Runaway_IsStopped_WhateverItsForm(string body)
    {
        var world = await WorldAsync(body);

        Assert.That(() => Guarded(world, TimeSpan.FromMilliseconds(30)), Throws.TypeOf<WorldRunawayException>());
    }

    [TestCase("Deep(1);", "int Deep(int x) => Deep(x) + 1;")]
    [TestCase("Deep(1);", "int Deep(int x) { return Deep(x) + 1; }")]
    [TestCase("Deep();", "void Deep() => Deep();")]
    [TestCase("Deep.ToString();", "int Deep => Deep + 1;")]
    [TestCase("Deep.ToString();", "int Deep { get => Deep; }")]
    [TestCase("Func<int, int> deep = null; deep = x => deep(x) + 1; deep(1);", "")]
    [TestCase("Action deep = null; deep = () => deep(); deep();", "")]
    [TestCase("int Deep(int x) => Deep(x) + 1; Deep(1);", "")]
    [TestCase("new Deep();", "class Deep { Deep inner = new Deep(); }")]
    [TestCase("new Deep();", "class Deep { public Deep() { new Deep(); } }")]
    public async Task EndlessRecursion_IsAnException(string body, string member)
    {
        var world = await WorldAsync(body, member);

        // So long that the stack is at its end first, however busy the machine. Optimized, a call at a function's end may be a jump: that is a loop.
        if (optimize) Assert.That(() => Guarded(world, TimeSpan.FromSeconds(1)), Throws.TypeOf<InsufficientExecutionStackException>().Or.TypeOf<WorldRunawayException>());
        else Assert.That(() => Guarded(world, TimeSpan.FromMinutes(10)), Throws.TypeOf<InsufficientExecutionStackException>());
    }

    [TestCase("void parley() => Deep(1);", "int Deep(int level) { count = level; return Deep(level + 1) + 1; }", 60_000)]
    [TestCase("async Task parley() => await Deep(1);", "async Task Deep(int level) { count = level; await Deep(level + 1); }", 6_000)]
    public async Task EndlessRecursion_EndsLongBeforeTheStack_AtTheScriptsLine(string parley, string deep, int most)
    {
        var world = await WorldOfAsync("int count = 0; int data => count;", deep, parley);

        var thrown = Assert.Throws<InsufficientExecutionStackException>(() => Guarded(world, TimeSpan.FromMinutes(10)))!;

        // The depth stands for the time, which depends on the machine: from the end of 8 MB an exception of async functions needs a minute.
        Assert.That((int)(await world.Data!())!["value"]!, Is.LessThan(most));
        Assert.That(thrown.Message, Does.Contain("or use a loop"));
        Assert.That(ScriptTrace.PlaceOf(thrown)!.ToString(), Is.EqualTo("echo.csx:line 2 in Deep"));
    }

    [TestCase("void parley() => count = Deep(2000);", "int Deep(int level) => level == 0 ? 0 : Deep(level - 1) + 1;")]
    [TestCase("async Task parley() => count = await Deep(2000);", "async Task<int> Deep(int level) => level == 0 ? 0 : await Deep(level - 1) + 1;")]
    public async Task DeepRecursion_ThatEnds_IsLetThrough(string parley, string deep)
    {
        var world = await WorldOfAsync("int count = 0; int data => count;", deep, parley);

        Guarded(world, TimeSpan.FromMinutes(10));

        Assert.That((int)(await world.Data!())!["value"]!, Is.EqualTo(2000));
    }

    [Test]
    public async Task Guards_ChangeNothingThatAScriptDoes()
    {
        using var folder = new TaskFolder(("echo.csx", """"
            using System.Linq.Expressions;
            var log = new List<string>();
            Expression<Func<string, bool>> tree = text => text.Contains("a");
            byte Small(bool big) => big ? (byte)1 : (byte)2;
            ref int First(int[] all) => ref all[0];
            async Task<int> Later(int x) => await Task.FromResult(x);
            async Task Nothing() => await Task.Yield();
            int Fail() => throw new FormatException("f");
            int Indexed { get; set => field = value * 2; }
            IEnumerable<int> Numbers() { for (var i = 0; i < 3; i++) yield return i; }
            async IAsyncEnumerable<int> Stream() { foreach (var i in Numbers()) { await Task.Yield(); yield return i; } }
            class Box(int size) { public int this[int i] => size + i; public static Box operator +(Box a, Box b) => new(a[0] + b[0]); public static implicit operator int(Box b) => b[0]; }

            async Task parley()
            {
                log.Add(string.Join(",", Numbers().Select(x => x.ToString())));
                await foreach (var x in Stream()) if (x == 1) continue; else log.Add($"{x}");
                int[] all = [1, 2];
                First(all) = 5;
                log.Add($"{all[0]} {Small(true)} {await Later(3)} {tree.Compile()("cat")} {tree.Body}");
                await Nothing();
                try { Fail(); } catch (FormatException e) when (e.Message == "f") { log.Add("caught"); }
                try { Fail(); } catch { log.Add("bare"); }
                Indexed = 4;
                int sum = new Box(1) + new Box(2);
                log.Add($"{Indexed} {sum} {string.Concat(all.Select(x => { return x + 1; }))}");
                Func<Task> run = async () => await Nothing();
                Func<Task<int>> give = async () => await Later(9);
                await run();
                var name = $"""{(await give()).ToString()}""";
                log.Add(name);
                for (int i = 0, j = 0; i < 2; i++) for (j = 0; j < 2; j++) log.Add($"{i}{j}");
                Agent.Observe(string.Join("|", log));
            }
            bool episode_done() => true;
            """")) { Optimize = optimize };
        var (world, agent) = await folder.EnterAsync();

        await world.Parley();

        Assert.That(agent.Seen.Single().Text, Is.EqualTo("""0,1,2|0|2|5 1 3 True text.Contains("a")|caught|bare|8 3 63|9|00|01|10|11"""));
    }

    [Test]
    public async Task Trace_NamesTheScriptsLine_ThroughGuards()
    {
        using var folder = new TaskFolder(("echo.csx", """
            int Deeper(int x) =>
                x > 0 ? throw new FormatException("x") : x;
            async Task parley()
            {
                await Task.Yield();
                foreach (var n in new[] { 1, 2 })
                    Deeper(n);
            }
            bool episode_done() => true;
            """)) { Optimize = optimize };
        var (world, _) = await folder.EnterAsync();
        Exception? thrown = null;
        try
        {
            await world.Parley();
        }
        catch (FormatException error)
        {
            thrown = error;
        }

        Assert.That(ScriptTrace.Of(thrown!).Select(frame => frame.ToString()), Is.EqualTo(new[] { "echo.csx:line 2 in Deeper", "echo.csx:line 7 in parley" }));
        Assert.That(ScriptTrace.Describe(thrown!), Is.EqualTo("FormatException: x\n  at echo.csx:line 2 in Deeper\n  at echo.csx:line 7 in parley"));
    }

    [Test]
    public async Task Trace_OfWhatTheOptimizerPutInLine_NamesTheLinesOfItsFunction()
    {
        using var folder = new TaskFolder(("echo.csx", """
            [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)] int Read(string text)
            {
                var known = new Dictionary<string, int>();
                return known[text];
            }
            async Task parley()
            {
                await Task.Yield();
                Agent.Observe("number " + int.Parse("x" + Agent.DisplayId));
            }
            bool episode_done() => Read("x") > 0;
            """)) { Optimize = optimize };
        var (world, _) = await folder.EnterAsync();
        var inParley = Assert.CatchAsync<FormatException>(() => world.Parley());
        var inRead = Assert.CatchAsync<KeyNotFoundException>(async () => await world.EpisodeDone());

        Assert.That(ScriptTrace.PlaceOf(inParley!)!.ToString(), Is.EqualTo(optimize ? "echo.csx:line 8 to 10 in parley" : "echo.csx:line 9 in parley"));
        Assert.That(ScriptTrace.PlaceOf(inRead!)!.ToString(), Is.EqualTo("echo.csx:line 4 in Read"));
    }

    [Test]
    public async Task Errors_StandWhereTheAuthorWroteThem()
    {
        using var folder = new TaskFolder(("echo.csx", """
            void parley() { while (true) { foreach (var x in new[] { 1 }) { int y = "no"; } } }
            bool episode_done() => true; int Other() => Nobody;
            """)) { Optimize = optimize };

        var report = await folder.CheckAsync();

        Assert.That(report.Diagnostics.Select(item => (item.Code, item.Line, item.Column)), Is.EqualTo(new[] { ("CS0029", 1, 73), ("CS0103", 2, 45) }));
    }

    private Task<WorldInstance> WorldAsync(string body, string member = "") =>
        WorldOfAsync(
            "int n = 0;",
            "static int Twice(int x) => x * 2;",
            "static IEnumerable<int> Endless() { for (var i = 0; ; i = 1) yield return i; }",
            member,
            $"void parley() {{ {body} }}");

    private async Task<WorldInstance> WorldOfAsync(params IEnumerable<string> lines)
    {
        using var folder = new TaskFolder(("echo.csx", string.Join('\n', lines.Append("bool episode_done() => true;")))) { Optimize = optimize };
        return (await folder.EnterAsync()).World;
    }

    private static void Guarded(WorldInstance world, TimeSpan time)
    {
        var before = WorldGuard.Arm(time);
        try
        {
            world.Parley().GetAwaiter().GetResult();
        }
        finally
        {
            WorldGuard.Leave(before);
        }
    }
}
