using ScriptChat.Host.Tests.Support;

namespace ScriptChat.Host.Tests.Serving;

/// <summary>What a script does wrong hurts its own conversation only, and its author sees the line.</summary>
[TestFixture]
internal sealed class FaultTests
{
    private const string Script = """
        async Task parley()
        {
            var act = await Agent.ActAsync();
            if (act.Text.StartsWith("throw")) Fail(act.Text);
            if (act.Text == "loop") Loop();
            if (act.Text == "recurse") Recurse(1);
            if (act.Text == "block") Block();
            Agent.Observe($"heard {act.Text}");
        }

        bool episode_done() => false;

        void Fail(string words)
        {
            throw new InvalidOperationException($"can't bear {words}");
        }

        void Loop()
        {
            while (true)
            {
            }
        }

        int Recurse(int depth) => depth > 0 ? Recurse(depth + 1) + 1 : 0;

        void Block() => new ManualResetEvent(false).WaitOne(TimeSpan.FromMinutes(5));

        """;

    private const string Closed = "Sorry, this world closed.";

    [Test]
    public async Task Faults_OfAScript_AreNamedAndOthersGoOn()
    {
        using var folder = Folder.Of(Script);
        await using var runtime = folder.Serve();
        var address = await runtime.AddressAsync();
        await using var other = await TalkAsync(address);

        await using var thrower = await TalkAsync(address);
        await thrower.AskAsync("throw", Closed);
        await runtime.LineAsync("error SC3001");
        Assert.That(await runtime.LineAsync("InvalidOperationException"), Does.Contain("can't bear throw"));
        Assert.That(await runtime.LineAsync("  at "), Is.EqualTo("  at echo.csx:line 15 in Fail"));
        Assert.That(await runtime.LineAsync("  at "), Is.EqualTo("  at echo.csx:line 4 in parley"));
        await other.AskAsync("well?", "heard well?");
        await GoesOnAsync(thrower);

        await using var looper = await TalkAsync(address);
        await looper.AskAsync("loop", Closed);
        await runtime.LineAsync("error SC3002");
        Assert.That(await runtime.LineAsync("  at "), Does.Match("  at echo.csx:line (20|21|22) in Loop"));
        await other.AskAsync("well?", "heard well?");
        await GoesOnAsync(looper);

        await using var recurser = await TalkAsync(address);
        await recurser.AskAsync("recurse", Closed);
        await runtime.LineAsync("error SC3001");
        await runtime.LineAsync("  at echo.csx:line 25 in Recurse");
        await other.AskAsync("well?", "heard well?");
        await GoesOnAsync(recurser);

        await using var blocker = await TalkAsync(address);
        await blocker.SayAsync("block");
        await runtime.LineAsync("error SC3004");
        await other.AskAsync("well?", "heard well?");
        await using var newcomer = await TalkAsync(address);
        Assert.That(runtime.Said, Does.Not.Contain("ScriptChat.Engine").And.Not.Contain("System.Runtime"));
    }

    [Test]
    public async Task Exception_WithNobodyAuthoring_QuotesNobodyInTheLog()
    {
        using var folder = Folder.Of(Script);
        await using var runtime = folder.Serve("--no-watch", "--verbose");
        await using var person = await TalkAsync(await runtime.AddressAsync());
        await person.AskAsync("throw my-secret-words", Closed);
        await runtime.LineAsync("error SC3001");
        await runtime.LineAsync("InvalidOperationException");
        await runtime.LineAsync("  at echo.csx:line 15 in Fail");
        runtime.Signal("TERM");
        await runtime.ExitAsync();
        Assert.That(runtime.Said, Does.Not.Contain("secret").And.Not.Contain("bear"));
    }

    // In optimized code these functions have no line of their own: what throws was put in line.
    [TestCase(
        """
        class Echo(WorldContext context) : World(context)
        {
            public override async Task Parley()
            {
                var act = await Agent.ActAsync();
                var known = new Dictionary<string, int> { ["hello"] = 1 };
                Agent.Observe("heard hello " + known[act.Text]);
            }

            public override bool EpisodeDone() => false;
        }
        """,
        "KeyNotFoundException", @"  at echo\.csx:line 5 to 8 in Parley")]
    [TestCase(
        """
        async Task parley() { var act = await Agent.ActAsync(); Agent.Observe($"heard {act.Text}: {(act.Text == "hello" ? 0 : int.Parse(act.Text))}"); }
        bool episode_done() => false;
        """,
        "FormatException", @"  at echo\.csx:line 1 in parley")]
    [TestCase(
        """
        async Task parley()
        {
            var act = await Agent.ActAsync();
            if (act.Text != "hello") throw new AggregateException(new FormatException(act.Text), new IOException(act.Text));
            Agent.Observe("heard hello");
        }
        bool episode_done() => false;
        """,
        "AggregateException, caused by FormatException, IOException", @"  at echo\.csx:line 4 in parley")]
    [TestCase(
        """
        async Task parley()
        {
            var act = await Agent.ActAsync();
            if (act.Text == "hello") Agent.Observe("heard hello");
            else await Task.FromException(new FormatException(act.Text, new IOException(act.Text)));
        }
        bool episode_done() => false;
        """,
        "FormatException, caused by IOException", @"  at echo\.csx:line 5 in parley")]
    public async Task Exception_WithNobodyAuthoring_QuotesNobodyWhateverItsTrace(string script, string type, string place)
    {
        using var folder = Folder.Of(script);
        await using var runtime = folder.Serve("--no-watch", "--verbose");
        await using var person = await TalkAsync(await runtime.AddressAsync());
        await person.AskAsync("my-secret-words", Closed);
        await runtime.LineAsync("error SC3001");
        Assert.That(await runtime.LineAsync(type), Is.EqualTo(type));
        Assert.That(await runtime.LineAsync("  at "), Does.Match($"^{place}$"));
        runtime.Signal("TERM");
        await runtime.ExitAsync();
        Assert.That(runtime.Said, Does.Not.Contain("secret").And.Not.Contain("ScriptChat.Engine").And.Not.Contain("System."));
    }

    private static async Task<Person> TalkAsync(Uri address)
    {
        var person = await Person.ComeAsync(address);
        await person.SayAsync("hi");
        await person.AskAsync("hello", "heard hello");
        return person;
    }

    // The overworld leads straight into the next conversation, or with the next word.
    private static async Task GoesOnAsync(Person person)
    {
        await person.SayAsync("hi again");
        await person.AskAsync("hello again", "heard hello again");
    }
}
