namespace ScriptChat.Tasks.Tests;

/// <summary>Files that are not TOML: each fault once, and the rest read all the same.</summary>
public sealed class ConfigSyntaxTests
{
    [Test]
    public void Read_ManyFaults_AreEachSaidOnce()
    {
        var errors = TaskFolder.ErrorsOf("""
            task_name =
            overworld = bad
            max_workers == 3
            [tasks.chat
            timeout = 3
            = 4
            tick = 08
            task_world = ["a", "b"
            [opt]
            big = 99999999999999999999
            when = 1979-99-99
             ok = 3 4
            """);

        Assert.That(errors.Select(error => error[..error.IndexOf(':', StringComparison.Ordinal)]), Is.EqualTo(
        [
            "(1,12) SC1002", "(2,13) SC1002", "(3,14) SC1002", "(4,12) SC1002", "(6,1) SC1002", "(7,8) SC1002", "(8,23) SC1002",
            "(10,7) SC1002", "(11,8) SC1002", "(12,9) SC1002",
        ]));
    }

    [TestCase("overworld = \"Overworld", "close the quotes on the same line")]
    [TestCase("overworld = 'Overworld", "close the quotes on the same line")]
    [TestCase("overworld = Overworld", "put text in quotes")]
    [TestCase("overworld = [\"Overworld\"", "A bracket or brace that is not closed; close it")]
    [TestCase("overworld = \"\\q\"", "double the backslash, or use single quotes")]
    public void Read_OneFault_DoesNotSpoilTheRest(string line, string remedy)
    {
        var errors = TaskFolder.ErrorsOf($"task_name = \"t\"\n{line}\nmax_wrokers = 3\n[tasks.a]\ntask_world = \"A\"\n");

        Assert.That(errors, Has.Count.EqualTo(2));
        Assert.That(errors[0], Does.StartWith("(2,").And.Contain("SC1002").And.EndsWith(remedy));
        Assert.That(errors[1], Does.StartWith("(3,1) SC1003").And.Contain("'max_workers'"));
    }

    [Test]
    public void Read_UnclosedHeader_KeepsItsKeys()
    {
        var errors = TaskFolder.ErrorsOf("task_name = \"t\"\noverworld = \"O\"\n[tasks.a\ntask_world = \"A\"\n");

        Assert.That(errors, Has.Count.EqualTo(1));
        Assert.That(errors[0], Does.StartWith("(3,9) SC1002").And.EndsWith("close the bracket"));
    }

    [Test]
    public void Read_UnclosedLongText_IsSaidOnceAndNoMore()
    {
        var errors = TaskFolder.ErrorsOf("task_name = \"t\"\noverworld = \"O\"\ntasks.a.task_world = \"A\"\nopt.x = \"\"\"never\nclosed\n");

        Assert.That(errors, Has.Count.EqualTo(1));
        Assert.That(errors[0], Does.Contain("SC1002"));
    }

    [Test]
    public void Read_GarbageOfAnySeed_GivesAnswersAndNoExceptions()
    {
        const string Letters = "ab=[]{}\"'\\#.,\n\n 019-:\t\u00e9\u0000\ud83d";
        var wrong = 0;
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var text = new string([.. Enumerable.Range(0, random.Next(120)).Select(_ => Letters[random.Next(Letters.Length)])]);
            wrong += TaskFolder.ErrorsOf(text.Replace('\ud83d', 'x')).Count > 0 ? 1 : 0;
        }

        Assert.That(wrong, Is.EqualTo(500), "no garbage is a configuration");
    }
}
