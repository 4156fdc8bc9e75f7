using ScriptChat.Host.Tests.Support;

namespace ScriptChat.Host.Tests.Reloading;

/// <summary>An author saves while people talk.</summary>
[TestFixture]
internal sealed class SaveTests
{
    [Test]
    public async Task BrokenSave_ThenMended_PeopleGoOnAndAllGetTheNew()
    {
        using var folder = Folder.Of(Folder.Echo("one"));
        await using var runtime = folder.Serve();
        var address = await runtime.AddressAsync();
        await using var ann = await TalkAsync(address, "one");

        folder.Write("echo.csx", "// A comment.\nasync Task parley() => nonsense();\n");
        Assert.That(await runtime.LineAsync("error CS0103"), Does.Contain("echo.csx(2,"));
        Assert.That(await runtime.LineAsync("not reloaded"), Does.Contain("echo.csx"));
        await using var bob = await TalkAsync(address, "one");
        await ann.AskAsync("meanwhile", "one: meanwhile");

        folder.Write("echo.csx", Folder.Echo("two"));
        Assert.That(await runtime.LineAsync("live after"), Does.Contain("reloaded").And.Contain("echo.csx"));
        await using var cy = await TalkAsync(address, "two");
        await ann.AskAsync("after", "two: after");
        await bob.AskAsync("after", "two: after");
    }

    [Test]
    public async Task Save_ByRenameLoadConfigAndFolder_EachGoesLive()
    {
        using var folder = Folder.Of("#load \"words.csx\"\n" + Folder.Echo("{Word} {Opt.Get<string>(\"mood\")}"));
        folder.Write("words.csx", "const string Word = \"first\";");
        // Who talks stays on the version that they came in by.
        folder.Write("config.toml", "reload = \"keep\"\n" + await File.ReadAllTextAsync(folder.At("config.toml")));
        await using var runtime = folder.Serve();
        var address = await runtime.AddressAsync();
        await using var ann = await TalkAsync(address, "first ");

        // As editors do that write a new file and give it the old one's name.
        folder.Write("words.csx~", "const string Word = \"renamed\";");
        File.Move(folder.At("words.csx~"), folder.At("words.csx"), overwrite: true);
        await runtime.LineAsync("live after");
        await using var bob = await TalkAsync(address, "renamed ");

        File.Delete(folder.At("words.csx"));
        Assert.That(await runtime.LineAsync("error CS1504"), Does.Contain("echo.csx(1,"));
        await runtime.LineAsync("not reloaded");
        folder.Write("words.csx", "const string Word = \"back\";");
        await runtime.LineAsync("live after");
        await using var cy = await TalkAsync(address, "back ");

        await File.AppendAllTextAsync(folder.At("config.toml"), "\n[opt]\nmood = \"merry\"\n");
        Assert.That(await runtime.LineAsync("live after"), Does.Contain("config.toml"));
        await using var dee = await TalkAsync(address, "back merry");

        var aside = Path.Combine(folder.Parent, "aside");
        Directory.Move(folder.Path, aside);
        await runtime.LineAsync("SC2014");
        await ann.AskAsync("where is it?", "first : where is it?");
        await using var eve = await TalkAsync(address, "back merry");
        await File.WriteAllTextAsync(Path.Combine(aside, "words.csx"), "const string Word = \"returned\";");
        Directory.Move(aside, folder.Path);
        await runtime.LineAsync("live after");
        await using var fay = await TalkAsync(address, "returned merry");
        await ann.AskAsync("there it is", "first : there it is");
    }

    [Test]
    public async Task Start_WithABrokenTask_WaitsForTheSaveThatMendsIt()
    {
        using var folder = Folder.Of("nonsense();");
        await using var runtime = folder.Serve();
        await runtime.LineAsync("echo.csx(1,1): error CS0103");
        var address = await runtime.AddressAsync();
        await using var ann = await Person.ComeAsync(address);
        await ann.AskAsync("hi", "Please wait while the worlds are initializing");
        folder.Write("echo.csx", "Agent.Observe(\"Here you are.\");\n" + Folder.Echo("one"));
        await runtime.LineAsync("compiled");
        await ann.SeesAsync("Here you are.");
        await ann.AskAsync("hello", "one: hello");
    }

    private static async Task<Person> TalkAsync(Uri address, string version)
    {
        var person = await Person.ComeAsync(address);
        await person.SayAsync("hi");
        await person.AskAsync("which?", $"{version}: which?");
        return person;
    }
}
