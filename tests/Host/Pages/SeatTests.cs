using Microsoft.Playwright;
using ScriptChat.Messages;
using ScriptChat.Services.Tests.Terminal;

namespace ScriptChat.Host.Tests.Pages;

/// <summary>Who sits where: refreshes, tabs, lost connections, forgotten sessions.</summary>
[TestFixture]
internal sealed class SeatTests : PageTests
{
    [Test]
    public async Task Refresh_InAConversation_KeepsSeatWordsAndOrder()
    {
        var person = await PersonAsync();
        Show(person, "World", "Tea?", "yes", "no");
        await SayAsync("one");
        await Expect(Page.GetByText("one")).ToHaveCountAsync(2);
        await SayAsync("two");
        await Expect(Page.GetByText("two")).ToHaveCountAsync(2);
        Show(person, "World", "And now?", "left", "right");
        await Expect(Replies).ToHaveCountAsync(2);
        var before = await SeenAsync();
        await Page.ReloadAsync();
        Assert.That(await PersonAsync(), Is.EqualTo(person));
        await Expect(Page.Locator(".item")).ToHaveCountAsync(before.Count);
        Assert.That(await SeenAsync(), Is.EqualTo(before));
        Assert.That(before, Is.EqualTo(new[] { "Tea?", "one", "one", "two", "two", "And now?" }));
        await Expect(Replies).ToHaveTextAsync(["left", "right"]);
        await SayAsync("three");
        await Expect(Page.Locator(".theirs .text").Last).ToHaveTextAsync("three");
    }

    [Test]
    public async Task Tab_Second_IsASecondPerson()
    {
        var person = await PersonAsync();
        await OpenAsync(Server.Address);
        Assert.That(await PersonAsync(), Is.Not.EqualTo(person));
        await Expect(State).ToHaveTextAsync("Connected");
    }

    [Test]
    public async Task Seat_TakenByAnotherTab_IsSaidAndCanBeTakenBack()
    {
        var person = await PersonAsync();
        await SayAsync("hello");
        await Expect(Page.GetByText("hello")).ToHaveCountAsync(2);
        var stored = await Page.EvaluateAsync<string>("sessionStorage.getItem('scriptchat.session')");
        var other = await OpenAsync(Server.Address);
        await PersonAsync();
        await other.EvaluateAsync("token => sessionStorage.setItem('scriptchat.session', token)", stored);
        await other.ReloadAsync();
        Assert.That(await PersonAsync(), Is.EqualTo(person));
        await Expect(Page.GetByText("This conversation goes on in another tab or window.")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Use here" }).ClickAsync();
        Assert.That(await PersonAsync(), Is.EqualTo(person));
        await Expect(other.GetByText("This conversation goes on in another tab or window.")).ToBeVisibleAsync();
        await Expect(Page.GetByText("hello")).ToHaveCountAsync(2);
        await SayAsync("here again");
        await Expect(Page.GetByText("here again")).ToHaveCountAsync(2);
    }

    [Test]
    public async Task Connection_Lost_IsSaidAndWhatWasWrittenIsSentOnceWhenItIsBack()
    {
        await using var wire = new Relay(Server.Address.Port);
        await PersonAsync();
        var page = await OpenAsync(new Uri($"http://127.0.0.1:{wire.Port}/"));
        var person = await PersonAsync();
        await Assertions.Expect(page.Locator("#state")).ToHaveTextAsync("Connected");
        wire.IsDown = true;
        wire.Cut();
        await Assertions.Expect(page.Locator("#state")).ToHaveTextAsync("Reconnecting…");
        Show(person, "Bob", "said meanwhile");
        await page.GetByLabel("Your message").FillAsync("written meanwhile");
        await page.GetByLabel("Your message").PressAsync("Enter");
        await Assertions.Expect(page.Locator(".mine .status")).ToHaveTextAsync("Waiting to be sent…");
        await Assertions.Expect(page.GetByText("The connection is lost.")).ToContainTextAsync("1 message waits.");
        wire.IsDown = false;
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo("written meanwhile"));
        await Assertions.Expect(page.Locator(".mine .status")).ToHaveTextAsync("Sent");
        await Assertions.Expect(page.GetByText("said meanwhile")).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByText("written meanwhile")).ToHaveCountAsync(2);
        await Assertions.Expect(page.GetByText("The connection is lost.")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Words_NotYetSentAtARefresh_AreSentAfterIt()
    {
        await PersonAsync();
        await Expect(State).ToHaveTextAsync("Connected");
        await Page.EvaluateAsync("""sessionStorage.setItem('scriptchat.pending', JSON.stringify([{ id: 'lost-on-the-way', text: 'unsent', after: 0 }]))""");
        await Page.ReloadAsync();
        var (_, said) = await Gateway.HearAsync<Said>();
        Assert.That((said.ClientId, said.Message.Text), Is.EqualTo(("lost-on-the-way", "unsent")));
        await Expect(Page.Locator(".mine .text")).ToHaveTextAsync("unsent");
        await Expect(Page.Locator(".mine .status")).ToHaveTextAsync("Sent");
        Assert.That(await Page.EvaluateAsync<string>("sessionStorage.getItem('scriptchat.pending')"), Is.EqualTo("[]"));
    }

    [Test]
    public async Task Session_Unknown_BeginsAnewByItselfAndSaysSo()
    {
        var person = await PersonAsync();
        await Expect(State).ToHaveTextAsync("Connected");
        await Page.EvaluateAsync("token => sessionStorage.setItem('scriptchat.session', token)", new string('A', 43));
        await Page.ReloadAsync();
        await Expect(Page.GetByText("The earlier conversation could not be continued. This is a new one.")).ToBeVisibleAsync();
        await PersonAsync();
        Assert.That(await PersonAsync(), Is.Not.EqualTo(person));
        await SayAsync("hello");
        await Expect(Page.GetByText("hello")).ToHaveCountAsync(2);
    }
}
