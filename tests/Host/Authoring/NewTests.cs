using System.Text.Json;
using System.Text.RegularExpressions;
using ScriptChat.Host.Commands;
using ScriptChat.Host.Tests.Support;
using ScriptChat.Templates;

namespace ScriptChat.Host.Tests.Authoring;

/// <summary><c>runtime new</c>: a task to start from.</summary>
[TestFixture]
internal sealed partial class NewTests
{
    private static readonly string[] EditorNames = [".editorconfig", ".vscode/extensions.json", ".vscode/launch.json", ".vscode/settings.json", "omnisharp.json", ".scriptchat/"];
    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip };

    private string parent = "";

    private static IEnumerable<string> Templates => NewTask.Templates;

    [SetUp]
    public void MakeParent() => parent = Directory.CreateTempSubdirectory("scriptchat-new-").FullName;

    [TearDown]
    public void DeleteParent() => Directory.Delete(parent, recursive: true);

    [Test]
    public async Task NewTestServe_OnAFreshMachine_WorkAtTheFirstTry()
    {
        await using (var made = RuntimeProcess.Start(parent, ["new", "demo"]))
        {
            Assert.That(await made.ExitAsync(), Is.Zero, made.Said);
            Assert.That(made.Said, Does.Contain("runtime test demo ").And.Contain("runtime --task demo "));
        }

        await using (var tested = RuntimeProcess.Start(parent, ["test", "demo"]))
        {
            Assert.That(await tested.ExitAsync(), Is.Zero, tested.Said);
            Assert.That(tested.Said, Does.Contain($"passed    {Path.Combine("demo", "echo.dialogue")} (3 turns").And.Contain("1 dialogue: 1 passed (3 turns"));
        }

        await using var serving = RuntimeProcess.Start(parent, ["--task", "demo", "--port", "0"]);
        await using var guest = await Guest.ComeAsync(await serving.AddressAsync());
        await guest.SeesAsync("Say something");
        await guest.AskAsync("Hello from the first try", "Hello from the first try");
    }

    [TestCaseSource(nameof(Templates))]
    public async Task Template_Made_IsFineAndItsDialoguesPass(string template)
    {
        var folder = At("my_task");
        Assert.That((await RunAsync("new", folder, "--template", template)).Code, Is.Zero);
        Assert.That((await RunAsync("check", folder)).Said.Trim(), Is.EqualTo("The task is fine."));

        var (code, said) = await RuntimeProcess.RunAsync("test", folder);
        Assert.That(code, Is.Zero, said);
        Assert.That(said, Does.Contain("passed").And.Not.Contain("warning"));
        Assert.That(Files(folder), Is.SupersetOf(EditorNames.Where(name => !name.EndsWith('/'))));
    }

    [Test]
    public async Task Files_ThatAreCommitted_NameNoMachine()
    {
        var folder = At("demo");
        await RunAsync("new", folder);

        foreach (var file in Files(folder).Where(file => !file.StartsWith(".scriptchat/", StringComparison.Ordinal)))
        {
            var text = await File.ReadAllTextAsync(Path.Combine(folder, file));
            Assert.That(text, Does.Not.Contain(parent).And.Not.Contain(AppContext.BaseDirectory).And.Not.Contain("$name$"), file);
            if (file.EndsWith(".json", StringComparison.Ordinal)) Assert.That(() => JsonDocument.Parse(text, WithComments), Throws.Nothing, file);
        }

        Assert.That(await File.ReadAllTextAsync(Path.Combine(folder, ".scriptchat/.gitignore")), Does.Contain("\n*\n"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(folder, "config.toml")), Does.Contain("task_name = \"demo\""));
    }

    [TestCase("9lives", "SC1901")]
    [TestCase("my task", "SC1901")]
    [TestCase("a.b", "SC1901")]
    [TestCase("aFile", "SC1902")]
    [TestCase("full", "SC1902")]
    [TestCase("aFile/demo", "SC1904")]
    public async Task Name_ThatWillNotDo_IsSaidAndNothingIsTouched(string name, string code)
    {
        await File.WriteAllTextAsync(At("aFile"), "mine");
        Directory.CreateDirectory(At("full"));
        await File.WriteAllTextAsync(Path.Combine(At("full"), "config.toml"), "mine");
        var before = Files(parent);

        var (exit, said) = await RunAsync("new", At(name));

        Assert.That(exit, Is.EqualTo(1), said);
        Assert.That(said, Does.Contain($"error {code}: ").And.Not.Contain("   at "));
        Assert.That(Files(parent), Is.EqualTo(before));
    }

    [Test]
    public async Task Folder_ThatIsEmpty_IsTaken()
    {
        Directory.CreateDirectory(At("demo"));
        Assert.That((await RunAsync("new", At("demo") + Path.DirectorySeparatorChar)).Code, Is.Zero);
        Assert.That(Files(At("demo")), Does.Contain("config.toml"));
    }

    [Test]
    public async Task EditorFiles_OfATaskThatIsThere_LeaveTheAuthorsOwn()
    {
        var folder = At("demo");
        await RunAsync("new", folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "omnisharp.json"), "{ }");
        File.Delete(Path.Combine(folder, ".vscode/launch.json"));
        Directory.Delete(Path.Combine(folder, ".scriptchat"), recursive: true);
        var (code, said) = await RunAsync("new", folder, "--editor-files");

        Assert.That(code, Is.Zero, said);
        Assert.That(said, Does.Contain("omnisharp.json is yours").And.Contain("  .vscode/launch.json\n").And.Contain("  .scriptchat/\n"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(folder, "omnisharp.json")), Is.EqualTo("{ }"));
        Assert.That(Files(folder), Does.Contain(".scriptchat/editor.rsp").And.Contain(".scriptchat/ScriptChat.Worlds.xml").And.Contain(".vscode/launch.json"));
    }

    [Test]
    public async Task EditorFiles_WhereNoTaskIs_AreRefused()
    {
        var (code, said) = await RunAsync("new", parent, "--editor-files");
        Assert.That((code, Files(parent).Length), Is.EqualTo((1, 0)), said);
        Assert.That(said, Does.Contain("error SC1903: "));
    }

    [TestCase("new")]
    [TestCase("new demo --template nonsense")]
    [TestCase("new demo --template bot --editor-files")]
    public async Task Usage_Wrong_EndsWithTwo(string arguments)
    {
        var (code, said) = await RunAsync(arguments.Split(' '));
        Assert.That(code, Is.EqualTo(2), said);
        Assert.That(said, Does.Contain("Try 'runtime --help'."));
    }

    private string At(string name) => Path.Combine(parent, name);

    private static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        await using var said = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, said, said);
        return (code, Colours().Replace(said.ToString(), ""));
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*m", RegexOptions.None)]
    private static partial Regex Colours();

    private static string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
}
