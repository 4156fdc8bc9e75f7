using Microsoft.Playwright;
using ScriptChat.Messages;

namespace ScriptChat.Host.Tests.Pages;

/// <summary>The service goes away and comes back, or can't store for a while: nothing that was written is lost or doubled.</summary>
[TestFixture]
internal sealed class RestartTests : PageTests
{
    private ILocator Status => Page.Locator(".mine .status");

    [Test]
    public async Task Service_Restarted_PageComesBackToItsSeatAndSendsWhatWasWritten()
    {
        var person = await PersonAsync();
        await SayAsync("before");
        await Expect(Page.GetByText("before")).ToHaveCountAsync(2);
        var port = Server.Address.Port;
        await Server.DisposeAsync();
        await Expect(State).ToHaveTextAsync("Reconnecting…");
        await SayAsync("meanwhile one");
        await SayAsync("meanwhile two");
        Server = await PageServer.StartAsync(Gateway, Gateway.Attach, Settings, port);
        Assert.That(await PersonAsync(), Is.EqualTo(person));
        await Expect(Page.GetByText("meanwhile two")).ToHaveCountAsync(2);
        Assert.That(Gateway.Taken(person), Is.EqualTo(new[] { "before", "meanwhile one", "meanwhile two" }));
        await Expect(State).ToHaveTextAsync("Connected");
    }

    [Test]
    public async Task Words_NotAcknowledgedAtARefreshInARestart_AreTakenOnceAndShownOnce()
    {
        // The words arrive and are safe, but the acknowledgement gets lost with the process.
        Gateway.Echoes = false;
        Gateway.Acknowledges = false;
        var person = await PersonAsync();
        await SayAsync("first");
        await SayAsync("second");
        var (_, sent) = await Gateway.HearAsync<Said>();
        var port = Server.Address.Port;
        await Server.DisposeAsync();
        await SayAsync("third");
        await Expect(Status.Last).ToHaveTextAsync("Waiting to be sent…");
        Gateway.Acknowledges = true;
        Server = await PageServer.StartAsync(Gateway, Gateway.Attach, Settings, port);
        await Page.ReloadAsync();
        Assert.That(await PersonAsync(), Is.EqualTo(person));
        await Gateway.HearAsync<Said>(said => said.Message.Text == "third");
        await Expect(Status.Last).ToHaveTextAsync("Sent");
        Assert.That(await SeenAsync(), Is.EqualTo(new[] { "first", "second", "third" }));
        Assert.That(Gateway.Taken(person), Is.EqualTo(new[] { "first", "second", "third" }));
        Assert.That(await PendingAsync(), Is.EqualTo("[]"));
        var again = await Gateway.HearAsync<Said>(said => said.ClientId == sent.ClientId);
        Assert.That(again.Arrival.Message.Text, Is.EqualTo("first"), "it was sent again, and not doubled");
    }

    [Test]
    public async Task Words_ManyWrittenWhileAway_AreAllTakenInOrder()
    {
        await PersonAsync();
        await Expect(State).ToHaveTextAsync("Connected");
        await Page.EvaluateAsync("""
            sessionStorage.setItem('scriptchat.pending', JSON.stringify(Array.from({ length: 150 }, (_, i) => ({ id: `id-${i}`, text: `word ${i}`, after: 0 }))))
            """);
        Gateway.Echoes = false;
        await Page.ReloadAsync();
        var person = await PersonAsync();
        await Gateway.HearAsync<Said>(said => said.Message.Text == "word 149");
        Assert.That(Gateway.Taken(person), Is.EqualTo(Enumerable.Range(0, 150).Select(i => $"word {i}")));
        await Expect(Page.Locator(".mine[data-state=sent]")).ToHaveCountAsync(150);
    }

    [Test]
    public async Task Store_Fails_WordsAreKeptSaidPlainlyAndSentByThemselves()
    {
        Gateway.Stores = false;
        var person = await PersonAsync();
        await SayAsync("hold this");
        await Expect(Page.GetByText("The service cannot take messages just now.")).ToBeVisibleAsync();
        await Expect(Status).ToHaveTextAsync("Waiting to be sent…");
        var (_, refused) = await Gateway.HearAsync<Said>();
        await SayAsync("and this");
        await Page.ReloadAsync();
        await Gateway.HearAsync<Said>(said => said.ClientId == refused.ClientId);
        await Expect(Page.GetByText("The service cannot take messages just now.")).ToBeVisibleAsync();
        Gateway.Stores = true;
        await Expect(Page.Locator(".theirs .text")).ToHaveTextAsync(["hold this", "and this"]);
        await Expect(Page.GetByText("The service cannot take messages just now.")).ToHaveCountAsync(0);
        Assert.That(Gateway.Taken(person), Is.EqualTo(new[] { "hold this", "and this" }));
        Assert.That(await PendingAsync(), Is.EqualTo("[]"));
    }

    [Test]
    public async Task History_Cut_IsSaidOnceBeforeWhatIsKept()
    {
        Gateway.Keeps = 2;
        var person = await PersonAsync();
        foreach (var text in new[] { "one", "two", "three", "four" }) Show(person, "World", text);
        await Expect(Page.GetByText("four")).ToBeVisibleAsync();
        await Page.ReloadAsync();
        await Expect(Page.GetByText("four")).ToBeVisibleAsync();
        await Expect(Page.Locator(".item")).ToHaveCountAsync(3);
        await Expect(Page.Locator(".item").First).ToHaveTextAsync("Earlier messages are no longer kept.");
        Assert.That(await SeenAsync(), Is.EqualTo(new[] { "three", "four" }));
    }

    [Test]
    public async Task Welcome_Late_IsConnectingAndLosesNothing()
    {
        await PersonAsync();
        Gateway.IsRecovering = true;
        await Page.ReloadAsync();
        await PersonAsync();
        await Expect(State).ToHaveTextAsync("Connecting…");
        await SayAsync("too early");
        await Expect(Status).ToHaveTextAsync("Sending…");
        Gateway.Recovered();
        await Expect(State).ToHaveTextAsync("Connected");
        await Expect(Page.Locator(".theirs .text")).ToHaveTextAsync("too early");
    }

    private Task<string> PendingAsync() => Page.EvaluateAsync<string>("sessionStorage.getItem('scriptchat.pending')");
}
