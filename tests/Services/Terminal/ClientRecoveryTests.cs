using ScriptChat.Messages;
using ScriptChat.Services.Terminal.Client;
using ScriptChat.Services.Tests.Browser;
using ScriptChat.Services.Tests.Contract;
using ScriptChat.Worlds;

namespace ScriptChat.Services.Tests.Terminal;

/// <summary>The terminal client when the service goes away, can't store, has forgotten, or has a new script.</summary>
[TestFixture]
internal sealed class ClientRecoveryTests
{
    private const string Waits = "* The service can't take messages just now. Yours is kept and sent by itself.";

    private readonly BrowserFixture fixture = new();
    private readonly TestConsole console = new();
    private Task<TerminalClientResult> chat = null!;

    private ScriptedGateway Gateway => fixture.Gateway;

    [SetUp]
    public async Task StartAsync()
    {
        await fixture.StartAsync();
        var settings = new TerminalClientSettings { Console = console.Console, LongestPause = TimeSpan.FromMilliseconds(50) };
        chat = new TerminalClient(settings).RunAsync(fixture.Address.ToString(), CancellationToken.None);
    }

    [TearDown]
    public async Task StopAsync()
    {
        console.EndInput();
        await chat.Soon();
        await fixture.DisposeAsync();
    }

    [Test]
    public async Task Service_Restarted_SeatAndWordsAreKept()
    {
        var (person, _) = await Gateway.HearAsync<Connected>();
        console.Type("before");
        await console.ReadAsync("Echo: before");
        await fixture.DisposeAsync();
        await console.ReadAsync("* The ");
        console.Type("meanwhile one");
        console.Type("meanwhile two");
        await fixture.StartAgainAsync();
        await console.ReadAsync("Echo: meanwhile two");
        var (again, connected) = await Gateway.HearAsync<Connected>();
        Assert.That((again, connected.Resume, connected.LastSeen), Is.EqualTo((person, true, 1L)));
        Assert.That(Gateway.Taken(person), Is.EqualTo(new[] { "before", "meanwhile one", "meanwhile two" }));
    }

    [Test]
    public async Task Words_NotStored_AreKeptAndSentInTheirOrder()
    {
        var (person, _) = await Gateway.HearAsync<Connected>();
        Gateway.Stores = false;
        console.Type("one");
        Assert.That(await console.ReadAsync(), Is.EqualTo(Waits));
        console.Type("two");
        var (_, first) = await Gateway.HearAsync<Said>();
        var (_, second) = await Gateway.HearAsync<Said>();
        Assert.That((second.Message.Text, second.ClientId), Is.EqualTo(("one", first.ClientId)), "what follows waits behind it");
        Gateway.Stores = true;
        await console.ReadAsync("* All that you wrote has been taken.");
        await console.ReadAsync("Echo: two");
        Assert.That(Gateway.Taken(person), Is.EqualTo(new[] { "one", "two" }));
        Assert.That(console.Everything.Split(Waits), Has.Length.EqualTo(2), "said once");
    }

    [Test]
    public async Task Lines_FasterThanTheService_AreAllTakenInTheirOrder()
    {
        var (person, _) = await Gateway.HearAsync<Connected>();
        for (var i = 0; i < 90; i++) console.Type($"line {i}");
        await console.ReadAsync("Echo: line 89");
        Assert.That(Gateway.Taken(person), Is.EqualTo(Enumerable.Range(0, 90).Select(i => $"line {i}")));
    }

    [Test]
    public async Task Script_Changed_IsSaidOnceAlsoWhenToldAgain()
    {
        var (person, connected) = await Gateway.HearAsync<Connected>();
        Gateway.Show(person, new Message { Text = "old" });
        await console.ReadAsync("old");
        Gateway.Strike(person, 1);
        Gateway.Deliver(person, new Struck(connected.Connection, 1));
        Gateway.Show(person, new Message { Text = "new" });
        Assert.That(await console.ReadAsync(), Is.EqualTo("* The author has changed the script. The conversation goes on from here:"));
        Assert.That(await console.ReadAsync(), Is.EqualTo("new"));
    }

    [Test]
    public async Task History_Cut_IsALineBeforeWhatIsKept()
    {
        var (person, _) = await Gateway.HearAsync<Connected>();
        Gateway.Show(person, new Message { Text = "one" });
        await console.ReadAsync("one");
        await fixture.DisposeAsync();
        await console.ReadAsync("* The ");
        foreach (var text in new[] { "two", "three", "four" }) Gateway.Show(person, new Message { Text = text });
        Gateway.Keeps = 1;
        await fixture.StartAgainAsync();
        await console.ReadAsync("* Earlier messages are no longer kept.");
        Assert.That(await console.ReadAsync(), Is.EqualTo("four"));
    }

    [Test]
    public async Task Session_Forgotten_WhatWasNotSentIsShown()
    {
        var (person, _) = await Gateway.HearAsync<Connected>();
        console.Type("hello");
        await console.ReadAsync("Echo: hello");
        await fixture.DisposeAsync();
        await console.ReadAsync("* The ");
        console.Type("lost words");
        await console.ReadAsync("* Not connected");
        Gateway.Forget(person);
        await fixture.StartAgainAsync();
        await console.ReadAsync("* The earlier conversation could not be continued. This is a new one.");
        Assert.That(await console.ReadAsync(), Is.EqualTo("* Not sent: lost words"));
        console.Type("hello again");
        await console.ReadAsync("Echo: hello again");
    }
}
