using System.Text;
using System.Text.RegularExpressions;
using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Reading;
using ScriptChat.Host.Commands;
using ScriptChat.Host.Testing;
using ScriptChat.Host.Tests.Support;

namespace ScriptChat.Host.Tests.Authoring;

/// <summary><c>runtime test</c>: a task's dialogues against its worlds.</summary>
[TestFixture]
internal sealed partial class TestTests
{
    private const string Menu = "  : Say anything to start again, or EXIT to leave.";

    private const string Echo = """
        var done = false;

        async Task parley()
        {
            var act = await Agent.ActAsync();
            if (act.IsDone()) Finish();
            else Agent.Observe(act with { Id = "World" });
        }

        void Finish()
        {
            Agent.Observe("Bye.");
            done = true;
        }

        bool episode_done() => done;
        """;

    private static IEnumerable<string> Shipped => Directory.EnumerateDirectories(Path.Combine(Folder.Root(), "tasks")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Shipped))]
    public async Task ShippedTask_ItsDialogues_Pass(string task)
    {
        await using var run = RuntimeProcess.Start(Folder.Root(), ["test", Path.Combine("tasks", task)]);
        Assert.That(await run.ExitAsync(), Is.Zero, run.Said);
        var all = Directory.EnumerateFiles(Path.Combine(Folder.Root(), "tasks", task), "*.dialogue").Select(path => Path.GetFileName(path)!).ToList();
        foreach (var dialogue in all) Assert.That(run.Said, Does.Contain($"passed    {Path.Combine("tasks", task, dialogue)} ("));
        Assert.That(run.Said, Does.Contain($"{all.Count} dialogue{(all.Count == 1 ? "" : "s")}: {all.Count} passed ("));
    }

    [Test]
    public async Task Package_WithWhatItNeedsAndANativeLibrary_Works()
    {
        using var folder = Folder.Of("""
            #:package Microsoft.Data.Sqlite@10.0.15
            using Microsoft.Data.Sqlite;
            async Task parley()
            {
                Agent.Observe(await Context.OnceAsync("ask", async (key, stop) =>
                {
                    await using var connection = new SqliteConnection("Data Source=:memory:");
                    await connection.OpenAsync(stop);
                    await using var command = new SqliteCommand("select 41 + 1", connection);
                    return $"{await command.ExecuteScalarAsync(stop)}";
                }));
                await Agent.ActAsync();
            }
            bool episode_done() => true;
            """);
        // A process of its own: under a test runner, types asked for by name are looked for in the runner's context.
        folder.Write("asks.dialogue", "Ann enters\n  : 42\n");

        var (code, said) = await RuntimeProcess.RunAsync("test", folder.Path);

        if (said.Contains("SC2207", StringComparison.Ordinal) && Environment.GetEnvironmentVariable("CI") is not "true") Assert.Ignore(said);
        Assert.That(code, Is.Zero, said);
        Assert.That(File.Exists(Path.Combine(folder.Path, "packages.lock.json")), Is.True);
    }

    [Test]
    public async Task Difference_ShowsItsPlaceAndTheLineThatSpoke()
    {
        using var folder = Folder.Of(Echo);
        folder.Write("deep/one.dialogue", $"Ann enters\nAnn: Hello\n  World: Hullo\nAnn: [DONE]\n{Menu}\nAnn: EXIT\n  : Bye, bye!\n");

        var (code, said) = await RunAsync("test", folder.Path);

        Assert.That(code, Is.EqualTo(1), said);
        Assert.That(said, Does.Contain($"failed    {folder.At("deep/one.dialogue")} (3 turns, "));
        Assert.That(said, Does.Contain("""
                  2 | Ann: Hello
            -     3 |   World: Hullo
            +       |   World: Hello        <- echo.csx:line 7 in parley
                  4 | Ann: [DONE]
            +       |   : Bye.        <- echo.csx:line 12 in Finish
                  5 |   : Say anything to start again, or EXIT to leave.
                  6 | Ann: EXIT
            -     7 |   : Bye, bye!
            +       |   : See you later!        <- the runtime
            """));
        Assert.That(said, Does.Contain("1 dialogue: 1 failed (3 turns, ").And.Contain("--accept"));
    }

    [Test]
    public async Task Difference_OfAReadyMadeWorld_NamesIt()
    {
        using var folder = Folder.Of(Echo);
        folder.Write("one.dialogue", "Ann enters\nAnn: [DONE]\n  : Bye.\n");

        Assert.That((await RunAsync("test", folder.Path)).Said, Does.Contain("or EXIT to leave.        <- SimpleOverworld.Parley of the library"));
    }

    [Test]
    public async Task Mistakes_AreAllSaid_AndTheOthersArePlayed()
    {
        using var folder = Folder.Of(Echo);
        folder.Write("a.dialogue", "Ann enters\nBob: hello\n10 parsecs pass\n");
        folder.Write("b.dialogue", "Ann enters\nAnn: Hello\n  World: Hello\n");

        foreach (var arguments in new[] { new[] { "test", folder.Path }, ["test", folder.Path, "--accept"] })
        {
            var (code, said) = await RunAsync(arguments);
            Assert.That(code, Is.EqualTo(1), said);
            Assert.That(said, Does.Contain($"{folder.At("a.dialogue")}(2,1): error SC3101: ").And.Contain($"{folder.At("a.dialogue")}(3,1): error SC3102: "));
            Assert.That(said, Does.Contain("a.dialogue (2 mistakes)").And.Contain($"passed    {folder.At("b.dialogue")}").And.Contain("2 dialogues: 1 passed, 1 failed"));
        }

        Assert.That(await File.ReadAllTextAsync(folder.At("a.dialogue")), Is.EqualTo("Ann enters\nBob: hello\n10 parsecs pass\n"));
    }

    [Test]
    public async Task Accept_WritesWhatHappened_AsTheFileWasWritten()
    {
        using var folder = Folder.Of(Echo);
        const string Before = "\uFEFF# Keep me.\r\nAnn enters\r\nAnn: Hello\r\n  World: Hul...\r\nAnn: more\r\n  World: m...\r\n";
        await WriteAsync(Before);

        var (code, said) = await RunAsync("test", folder.Path, "--accept");

        Assert.That(code, Is.Zero, said);
        Assert.That(said, Does.Contain($"accepted  {folder.At("one.dialogue")}").And.Contain("1 dialogue: 1 passed, 1 rewritten"));
        Assert.That(Encoding.UTF8.GetString(await File.ReadAllBytesAsync(folder.At("one.dialogue"))), Is.EqualTo(Before.Replace("Hul...", "Hello", StringComparison.Ordinal)));
        Assert.That(Directory.GetFiles(folder.Path, "*.tmp"), Is.Empty);
        Assert.That((await RunAsync("test", folder.Path)).Code, Is.Zero);

        Task WriteAsync(string text)
        {
            folder.Write("one.dialogue", "");
            return File.WriteAllBytesAsync(folder.At("one.dialogue"), Encoding.UTF8.GetBytes(text));
        }
    }

    [Test]
    public void Accept_OfAFileThatChangedMeanwhile_LeavesItAsItIs()
    {
        using var folder = Folder.Of(Echo);
        folder.Write("one.dialogue", "Ann enters\n");
        var dialogue = DialogueFile.Read(folder.At("one.dialogue"), new DiagnosticBag())!;
        folder.Write("one.dialogue", "Ann enters\n# somebody types here\n");

        var refused = AcceptedFile.Write(dialogue, "Ann enters\n  : Hello\n");

        Assert.That(refused!.Code, Is.EqualTo(DialogueCodes.NotAccepted.Id));
        Assert.That(File.ReadAllText(folder.At("one.dialogue")), Is.EqualTo("Ann enters\n# somebody types here\n"));
    }

    [Test]
    public async Task Accept_OfAWorldThatIsNeverTheSame_Fails()
    {
        using var folder = Folder.Of("""
            async Task parley()
            {
                await Agent.ActAsync();
                Agent.Observe($"{await Context.OnceAsync("clock", (_, _) => Task.FromResult(Guid.NewGuid()))}");
            }

            bool episode_done() => false;
            """);
        folder.Write("one.dialogue", "Ann enters\nAnn: Hello\n");

        var (code, said) = await RunAsync("test", folder.Path, "--accept");

        Assert.That(code, Is.EqualTo(1), said);
        Assert.That(said, Does.Contain("goes another way each time").And.Contain("1 failed, 1 rewritten"));
    }

    [Test]
    public async Task Filter_ChoosesByPath()
    {
        using var folder = Folder.Of(Echo);
        folder.Write("one.dialogue", "Ann enters\n");
        folder.Write("deep/two.dialogue", "Ann enters\n");

        var (code, said) = await RunAsync("test", folder.Path, "--filter", "DEEP");
        Assert.That(code, Is.Zero, said);
        Assert.That(said, Does.Contain("two.dialogue").And.Not.Contain("one.dialogue"));

        (code, said) = await RunAsync("test", folder.Path, "--filter", "three");
        Assert.That(code, Is.EqualTo(1), said);
        Assert.That(said, Does.Contain("error SC3153: none of the task's 2 dialogues has 'three' in its path"));
    }

    [Test]
    public async Task Task_WithoutDialogues_FailsAndSaysHowToBegin()
    {
        using var folder = Folder.Of(Echo);
        var (code, said) = await RunAsync("test", folder.Path);
        Assert.That(code, Is.EqualTo(1), said);
        Assert.That(said, Does.Contain($"{folder.Path}: error SC3153: ").And.Contain("Ann enters"));
    }

    [Test]
    public async Task Task_ThatDoesNotCompile_SaysWhatTheCompilerSays()
    {
        using var folder = Folder.Of("void parley() { nonsense(); }\nbool episode_done() => true;\n");
        folder.Write("one.dialogue", "Ann enters\n");
        var (code, said) = await RunAsync("test", folder.Path);
        Assert.That(code, Is.EqualTo(1), said);
        Assert.That(said, Does.Contain("echo.csx(1,17): error CS0103").And.Not.Contain("passed"));
    }

    [Test]
    public async Task World_ThatFailsBehindItsDialogue_FailsItAndIsSaidWithItsLine()
    {
        using var folder = Folder.Of("""
            async Task parley()
            {
                await Agent.ActAsync();
                throw new FormatException("broken");
            }

            bool episode_done() => false;
            """);
        folder.Write("one.dialogue", "Ann enters\nAnn: Hello\n  ...\n");
        var (code, said) = await RunAsync("test", folder.Path);
        Assert.That(code, Is.EqualTo(1), said);
        Assert.That(said, Does.Contain("FormatException: broken").And.Contain("at echo.csx:line 4 in parley").And.Not.Contain("   at ScriptChat"));

        // Where that is what the dialogue is about, it says so.
        (code, said) = await RunAsync("test", folder.Path, "--accept");
        Assert.That(code, Is.Zero, said);
        Assert.That(File.ReadAllText(folder.At("one.dialogue")), Is.EqualTo("Ann enters\nAnn: Hello\n  the world fails FormatException\n  ...\n"));
    }

    [Test]
    public async Task Task_Tested_IsLeftAsItWas()
    {
        using var folder = Folder.Copy("qa_data_collection");
        var before = Files(folder.Parent);
        await using var run = RuntimeProcess.Start(folder.Parent, ["test", "task"]);
        Assert.That(await run.ExitAsync(), Is.Zero, run.Said);
        Assert.That(Files(folder.Parent), Is.EqualTo(before));
    }

    [TestCase("test")]
    [TestCase("test somewhere --filter")]
    [TestCase("test somewhere --nonsense")]
    public async Task Usage_Wrong_EndsWithTwo(string arguments) => Assert.That((await RunAsync(arguments.Split(' '))).Code, Is.EqualTo(2));

    [Test]
    public async Task Folder_ThatIsNotThere_IsSaid()
    {
        using var folder = Folder.Missing();
        var (code, said) = await RunAsync("test", folder.Path);
        Assert.That(code, Is.EqualTo(1), said);
        Assert.That(said, Does.Contain($"{folder.Path}: error SC").And.Not.Contain("   at "));
    }

    [Test]
    public async Task Interruption_EndsItWith130()
    {
        using var folder = Folder.Of("""
            async Task parley()
            {
                await Agent.ActAsync();
                await Context.OnceAsync<int>("never", async (_, ended) => { await Task.Delay(-1, ended); return 1; });
            }

            bool episode_done() => false;
            """);
        folder.Write("a.dialogue", "Ann enters\n");
        folder.Write("b.dialogue", "Ann enters\nAnn: Hello\n");
        await using var run = RuntimeProcess.Start("test", folder.Path);
        await run.LineAsync("a.dialogue");
        run.Signal("INT");
        Assert.That(await run.ExitAsync(), Is.EqualTo(130), run.Said);
    }

    private static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        await using var said = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, said, said);
        return (code, Colours().Replace(said.ToString(), ""));
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*m", RegexOptions.None)]
    private static partial Regex Colours();

    private static string[] Files(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Select(path => $"{path} {File.GetLastWriteTimeUtc(path):O}").Order(StringComparer.Ordinal)];
}
