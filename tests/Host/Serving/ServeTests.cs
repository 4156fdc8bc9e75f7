using System.Net;
using ScriptChat.Host.Tests.Support;
using ScriptChat.Services.Tests.Contract;

namespace ScriptChat.Host.Tests.Serving;

/// <summary>The way that the README shows: start it, open the page, talk, stop it.</summary>
[TestFixture]
internal sealed class ServeTests
{
    [Test]
    public async Task Chatbot_AsTheReadmeSays_ServesPageAndConversation()
    {
        using var folder = Folder.Copy("chatbot");
        await using var runtime = folder.Serve();
        var address = await runtime.AddressAsync();
        using var http = new HttpClient { BaseAddress = address };
        Assert.That(await http.GetStringAsync("/").Soon(), Does.Contain("<html"));
        Assert.That((await http.GetAsync("/healthz").Soon()).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await http.GetAsync("/readyz").Soon()).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        await using var person = await Person.ComeAsync(address);
        await person.AskAsync("hi", "You are connected to the bot.");
        await person.SeesAsync("");
        await person.AskAsync("Ada", "Ada");
        await person.AskAsync("what is my name?", "Ada");
        await person.AskAsync("[RESET]", "The bot has forgotten everything.");
        await person.SeesAsync("");
        var answer = await person.AskAsync("what is my name?", "");
        Assert.That((string?)answer["text"], Is.Not.Empty.And.Not.Contain("Ada"));
        await person.AskAsync("[DONE]", "The conversation is over.");
        await person.AskAsync("again", "You are connected to the bot.");
        Assert.That(runtime.Said, Does.Not.Contain("warning").And.Not.Contain("error"));
    }

    [Test]
    public async Task Terminated_WithPeopleHere_TellsThemAndEndsWithZero()
    {
        using var folder = Folder.Of(Folder.Echo("one"));
        await using var runtime = folder.Serve("--grace", "0");
        await using var person = await Person.ComeAsync(await runtime.AddressAsync());
        await person.SayAsync("hi");
        await person.AskAsync("hello", "one: hello");
        runtime.Signal("TERM");
        await person.SeesAsync("The service is shutting down");
        Assert.That(await person.ClosedAsync(), Is.EqualTo(1001));
        Assert.That(await runtime.ExitAsync(), Is.Zero);
        Assert.That(runtime.Said, Does.Contain("Stopped."));
    }

    [Test]
    public async Task CtrlC_DuringAConversation_GivesItItsGrace_TheSecondEndsIt()
    {
        if (SignalIsIgnored(2)) Assert.Ignore("Whoever started this has Ctrl-C ignored, and children inherit that.");
        using var folder = Folder.Of(Folder.Echo("one"));
        await using var runtime = folder.Serve("--grace", "600", "--journal", "off");
        await using var person = await Person.ComeAsync(await runtime.AddressAsync());
        await person.SayAsync("hi");
        await person.AskAsync("hello", "one: hello");
        runtime.Signal("INT");
        await person.SeesAsync("will shut down in 10 min");
        await person.AskAsync("still there?", "one: still there?");
        runtime.Signal("INT");
        Assert.That(await person.ClosedAsync(), Is.EqualTo(1001));
        Assert.That(await runtime.ExitAsync(), Is.EqualTo(130));
    }

    [Test]
    public async Task CtrlC_WithNobodyHere_EndsWith130()
    {
        if (SignalIsIgnored(2)) Assert.Ignore("Whoever started this has Ctrl-C ignored, and children inherit that.");
        using var folder = Folder.Of(Folder.Echo("one"));
        await using var runtime = folder.Serve();
        await runtime.LineAsync("Ctrl-C stops.");
        runtime.Signal("INT");
        Assert.That(await runtime.ExitAsync(), Is.EqualTo(130));
    }

    [Test]
    public async Task Terminated_WhileItStarts_EndsWithoutATrace()
    {
        using var folder = Folder.Of("static int module_initialize() { Console.WriteLine(\"beginning\"); while (true) { } }\n" + Folder.Echo("one"));
        await using var runtime = folder.Serve();
        await runtime.LineAsync("beginning");
        runtime.Signal("TERM");
        Assert.That(await runtime.ExitAsync(), Is.Zero, runtime.Said);
        Assert.That(runtime.Said, Does.Contain("Stopped.").And.Not.Contain("   at "));
    }

    [Test]
    public async Task SecondStart_WithTheSameData_LoadsNoCompiler()
    {
        using var folder = Folder.Copy("overworld_demo");
        await using (var first = folder.Serve("--no-watch"))
        {
            Assert.That(await first.LineAsync("compiled"), Does.Not.Contain("from the cache"));
            await first.AddressAsync();
            first.Signal("TERM");
            await first.ExitAsync();
        }

        await using var second = folder.Serve("--no-watch");
        await second.LineAsync("from the cache");
        await using var person = await Person.ComeAsync(await second.AddressAsync());
        await person.AskAsync("hi", "Welcome to the overworld demo.");
        await person.AskAsync("echo", "Say something");
        await person.AskAsync("hello", "hello");
        if (!OperatingSystem.IsLinux()) return;
        var mapped = await File.ReadAllTextAsync($"/proc/{second.Id}/maps");
        Assert.That(mapped, Does.Contain("ScriptChat.Scripting.dll"));
        Assert.That(mapped, Does.Not.Contain("Microsoft.CodeAnalysis"));
    }

    private static bool SignalIsIgnored(int signal)
    {
        if (!OperatingSystem.IsLinux()) return false;
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal));
        return (Convert.ToInt64(line["SigIgn:".Length..].Trim(), 16) >> (signal - 1) & 1) == 1;
    }
}
