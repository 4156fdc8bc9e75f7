using ScriptChat.Host.Tests.Support;

namespace ScriptChat.Host.Tests.Serving;

/// <summary>What the command's options do.</summary>
[TestFixture]
internal sealed class OptionTests
{
    [Test]
    public async Task Terminal_WithPipes_IsAConversationThatEndsWithItsInput()
    {
        using var folder = Folder.Copy("chatbot");
        await using var runtime = folder.Serve("--service", "terminal", "--no-watch");
        await runtime.LineAsync("You are connected to the bot.");
        await runtime.LineAsync("Bot");
        await runtime.Input.WriteLineAsync("Ada");
        await runtime.LineAsync("Ada");
        await runtime.Input.WriteLineAsync("what is my name?");
        await runtime.LineAsync("Ada");
        runtime.Input.Close();
        Assert.That(await runtime.ExitAsync(), Is.Zero, runtime.Said);
        Assert.That(runtime.Said, Does.Contain("Stopped.").And.Not.Contain("http://"));
    }

    [TestCase("--password")]
    [TestCase("SCRIPTCHAT_PASSWORD")]
    public async Task Password_OfTheCommandLineOrTheEnvironment_IsAsked(string way)
    {
        using var folder = Folder.Of(Folder.Echo("one"));
        string[] arguments = ["--task", folder.Path, "--port", "0", "--data", folder.Data, "--no-watch"];
        await using var runtime = way == "--password"
            ? RuntimeProcess.Start(folder.Parent, [.. arguments, way, "open sesame"])
            : RuntimeProcess.Start(folder.Parent, arguments, new Dictionary<string, string> { [way] = "open sesame" });
        await using var person = await Person.ComeAsync(await runtime.AddressAsync());
        await person.AskAsync("hi", "protected by a password");
        await person.AskAsync("sesame", "That is not the password.");
        await person.SayAsync("open sesame");
        await person.SayAsync("hi");
        await person.AskAsync("hello", "one: hello");
        Assert.That(runtime.Said, Does.Not.Contain("sesame"));
    }

    [TestCase("--port", "abc", "--port takes a number from 0 to 65535.")]
    [TestCase("--port", "99999", "--port takes a number from 0 to 65535.")]
    [TestCase("--grace", "abc", "--grace takes a number of seconds, 0 or more.")]
    [TestCase("--grace", "-1", "--grace takes a number of seconds, 0 or more.")]
    [TestCase("--grace", "Infinity", "--grace takes a number of seconds, 0 or more.")]
    public async Task WrongNumber_IsOneLine(string option, string value, string line)
    {
        using var folder = Folder.Of(Folder.Echo("one"));
        var (code, said) = await RuntimeProcess.RunAsync("--task", folder.Path, option, value);
        Assert.That(code, Is.EqualTo(2));
        Assert.That(said, Does.Contain(line).And.Not.Contain("   at "));
    }

    [Test]
    public async Task Debug_IsSeenByWorlds()
    {
        using var folder = Folder.Of(Folder.Echo("debug {Opt.Get<bool>(\"debug\")}"));
        await using var runtime = folder.Serve("--no-watch", "--debug");
        await using var person = await Person.ComeAsync(await runtime.AddressAsync());
        await person.SayAsync("hi");
        await person.AskAsync("hello", "debug True: hello");
    }

    [Test]
    public async Task Data_UnlessGiven_LiesUnderTheCurrentFolder()
    {
        using var folder = Folder.Of(Folder.Echo("one"));
        await using var runtime = RuntimeProcess.Start(folder.Parent, ["--task", folder.Path, "--port", "0", "--no-watch"]);
        await runtime.AddressAsync();
        Assert.That(Directory.Exists(Path.Combine(folder.Parent, "data", "task", "compiled")));
    }
}
