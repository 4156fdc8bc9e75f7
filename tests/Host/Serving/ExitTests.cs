using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using ScriptChat.Host.Commands;
using ScriptChat.Host.Tests.Support;

namespace ScriptChat.Host.Tests.Serving;

/// <summary>What goes wrong before anybody can come: one clear line, and an exit code.</summary>
[TestFixture]
internal sealed class ExitTests
{
    [Test]
    public async Task Port_InUse_IsSaidAndFails()
    {
        using var folder = Folder.Of(Folder.Echo("one"));
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var (code, said) = await RuntimeProcess.RunAsync("--task", folder.Path, "--data", folder.Data, "--port", $"{port}");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(LinesWith(said, "SC4030"), Has.Length.EqualTo(1), said);
        Assert.That(said, Does.Contain($"{port}").And.Contain("--port").And.Not.Contain("   at "));
    }

    [Test]
    public async Task Folder_Missing_IsSaidAndFails()
    {
        using var folder = Folder.Missing();
        var (code, said) = await RuntimeProcess.RunAsync("--task", folder.Path, "--data", folder.Data, "--port", "0");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(LinesWith(said, " error SC"), Has.Length.EqualTo(1), said);
        Assert.That(said, Does.Contain(folder.Path).And.Not.Contain("   at "));
    }

    [Test]
    public async Task Folder_WithoutConfig_IsSaidAndFails()
    {
        using var folder = Folder.Missing();
        folder.Write("echo.csx", Folder.Echo("one"));
        var (code, said) = await RuntimeProcess.RunAsync("--task", folder.Path, "--data", folder.Data, "--port", "0", "--no-watch");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(LinesWith(said, " error SC"), Has.Length.EqualTo(1), said);
        Assert.That(said, Does.Contain("config.toml").And.Not.Contain("   at "));
    }

    [TestCase("check", "echo.csx")]
    [TestCase("test", "talks/first.dialogue")]
    [TestCase("--task", "config.toml")]
    public async Task Folder_ThatIsAFile_IsToldFromOneThatIsMissing(string command, string file)
    {
        using var folder = Folder.Of(Folder.Echo("one"));
        folder.Write("talks/first.dialogue", "Ann enters\n");
        var (code, said) = await RuntimeProcess.RunAsync(command, folder.At(file));
        Assert.That(code, Is.EqualTo(1), said);
        Assert.That(LinesWith(said, "error SC1001: this is a file; name its task's folder instead: "), Has.Length.EqualTo(1), said);
        Assert.That(said, Does.Contain($"instead: {Path.GetRelativePath(Path.GetTempPath(), folder.Path)}").And.Not.Contain("bring it back"));
    }

    [Test]
    public async Task Config_WithTenErrors_SaysAllOfThem()
    {
        using var folder = Folder.Of(Folder.Echo("one"));
        folder.Write("config.toml", """
            task_nam = "test"
            overworld = 5
            max_workers = -1
            conversations = "many"
            colour = "red"

            [tasks.echo]
            task_worl = "echo"
            agents_required = 0
            timeout = "long"
            backup_task = "nowhere"
            response_timeout = -3
            """);
        var (code, said) = await RuntimeProcess.RunAsync("--task", folder.Path, "--data", folder.Data, "--port", "0", "--no-watch");
        Assert.That(code, Is.EqualTo(1));
        foreach (var line in (int[])[1, 2, 3, 4, 5, 8, 9, 10, 11, 12])
            Assert.That(LinesWith(said, $"config.toml({line},"), Is.Not.Empty, $"line {line} in\n{said}");
        Assert.That(LinesWith(said, "config.toml("), Is.All.Contain(": error SC1"));
        Assert.That(LinesWith(said, "the task has errors"), Has.Length.EqualTo(1));
    }

    [TestCase(2, "--nonsense", "--nonsense")]
    [TestCase(2, "--task FOLDER --port 70000", "--port takes a number from 0 to 65535.")]
    [TestCase(2, "--task FOLDER --service pigeon", "pigeon")]
    [TestCase(2, "--task FOLDER --log-level loud", "--log-level takes info, warning or error, not 'loud'.")]
    [TestCase(2, "--task FOLDER --log-level warn", "not 'warn'. Did you mean 'warning'?")]
    [TestCase(2, "--task FOLDER --log-level eror", "not 'eror'. Did you mean 'error'?")]
    [TestCase(2, "--task FOLDER --allow-origin foo", "scheme://host[:port]")]
    [TestCase(2, "--task FOLDER --allow-origin *", "not '*'.")]
    [TestCase(2, "--task FOLDER --allow-origin chat.example.org:8080", "not 'chat.example.org:8080'.")]
    [TestCase(2, "--task FOLDER --allow-origin ftp://chat.example.org", "not 'ftp://chat.example.org'.")]
    [TestCase(2, "--task FOLDER --allow-origin https://good.example.org --allow-origin https://chat.example.org/page", "not 'https://chat.example.org/page'.")]
    [TestCase(2, "tset FOLDER", "'tset'. Did you mean 'test'?")]
    [TestCase(2, "--tsak FOLDER", "'--tsak'. Did you mean '--task'?")]
    [TestCase(2, "test . --acept", "'--acept'. Did you mean '--accept'?")]
    [TestCase(2, "test . --hlep", "'--hlep'. Did you mean '--help'?")]
    [TestCase(2, ".", "Did you mean '--task .'?")]
    [TestCase(2, "test --task FOLDER", "Did you mean 'runtime test FOLDER'?")]
    [TestCase(2, "", "name a task's folder")]
    [TestCase(1, "connect http://127.0.0.1:1/", "SC4040")]
    [TestCase(1, "connect nonsense://", "SC4042")]
    public async Task CommandLine_Wrong_SaysWhatAndHow(int expected, string arguments, string words)
    {
        var (code, said) = await RunHereAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.That(code, Is.EqualTo(expected), said);
        Assert.That(LinesWith(said, words), Has.Length.EqualTo(1), said);
        Assert.That(said, Does.Not.Contain("   at "));
        if (expected == 2) Assert.That(said, Does.Contain("Try 'runtime --help'."));
    }

    [Test]
    public async Task Process_WithoutATask_EndsWithUsage()
    {
        var (code, said) = await RuntimeProcess.RunAsync();
        Assert.That(code, Is.EqualTo(2));
        Assert.That(said, Does.StartWith("runtime: name a task's folder"));
    }

    [Test]
    public async Task Check_OfAGoodTask_IsWell()
    {
        using var folder = Folder.Of(Folder.Echo("one"));
        var (code, said) = await RunHereAsync("check", folder.Path);
        Assert.That((code, said.Trim()), Is.EqualTo((0, "The task is fine.")));
        (code, said) = await RunHereAsync("check", folder.Path, "--format", "json");
        Assert.That((code, JsonNode.Parse(said)!.AsArray().Count), Is.EqualTo((0, 0)));
        (code, said) = await RunHereAsync("check", folder.Path, "--format", "sarif");
        Assert.That((code, (string?)JsonNode.Parse(said)!["version"]), Is.EqualTo((0, "2.1.0")));
    }

    [Test]
    public async Task Check_OfABrokenTask_SaysWhereInEveryFormat()
    {
        using var folder = Folder.Of("void parley() { nonsense(); }\nbool episode_done() => true;\n");
        var (code, said) = await RuntimeProcess.RunAsync("check", folder.Path);
        Assert.That(code, Is.EqualTo(1), said);
        Assert.That(said, Does.Contain("echo.csx(1,17): error CS0103").And.Contain("The task has errors: 1 error."));

        (code, said) = await RunHereAsync("check", folder.Path, "--format", "json");
        var item = JsonNode.Parse(said)!.AsArray().Single()!;
        Assert.That((code, (string?)item["path"], (int)item["line"]!, (int)item["column"]!, (string?)item["code"]), Is.EqualTo((1, folder.At("echo.csx"), 1, 17, "CS0103")));

        (code, said) = await RunHereAsync("check", folder.Path, "--format", "sarif");
        var result = JsonNode.Parse(said)!["runs"]![0]!["results"]!.AsArray().Single()!;
        Assert.That((code, (string?)result["ruleId"], (string?)result["level"]), Is.EqualTo((1, "CS0103", "error")));
        var place = result["locations"]![0]!["physicalLocation"]!;
        Assert.That((string?)place["artifactLocation"]!["uri"], Is.EqualTo(new Uri(folder.At("echo.csx")).AbsoluteUri));
        Assert.That((int)place["region"]!["startLine"]!, Is.EqualTo(1));
    }

    [Test]
    public async Task Check_OfAModelOfNoKind_SaysSo()
    {
        using var folder = Folder.Of(Folder.Echo("one"));
        await File.AppendAllTextAsync(folder.At("config.toml"), "\n[opt.models.bot]\nmodel = \"gtp\"\n");

        var (code, said) = await RunHereAsync("check", folder.Path);

        Assert.That(code, Is.EqualTo(1), said);
        Assert.That(said, Does.Contain("error SC6001: the model 'bot' is of the unknown kind 'gtp'"));
    }

    private static async Task<(int Code, string Said)> RunHereAsync(params string[] arguments)
    {
        await using var said = new StringWriter();
        return (await CommandLine.RunAsync(arguments, said, said), said.ToString());
    }

    private static string[] LinesWith(string said, string words) => [.. said.Split('\n').Where(line => line.Contains(words, StringComparison.Ordinal))];
}
