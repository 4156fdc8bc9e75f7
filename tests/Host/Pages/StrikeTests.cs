using Microsoft.Playwright;
using ScriptChat.Messages;

namespace ScriptChat.Host.Tests.Pages;

/// <summary>The author changes the script under a conversation.</summary>
[TestFixture]
internal sealed class StrikeTests : PageTests
{
    private ILocator Fold => Page.Locator("details.changed");

    private ILocator Summary => Page.Locator("details.changed > summary");

    [Test]
    public async Task Telling_Struck_IsFoldedAwayAndTheNewOneFollows()
    {
        await TellAsync();
        await Expect(Summary).ToHaveTextAsync("Changed by the author (2 messages)");
        await Expect(Page.GetByText("old answer")).ToBeHiddenAsync();
        await Expect(Page.GetByText("new answer")).ToBeVisibleAsync();
        Assert.That(await SeenAsync(), Is.EqualTo(new[] { "Hello", "old answer", "old question", "my words", "new answer" }), "one's own words stand");
        await Expect(Page.Locator(".struck del")).ToHaveTextAsync(["old answer", "old question"]);
        await Expect(Page.Locator(".mine.struck")).ToHaveCountAsync(0);
        await Expect(Replies).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Fold_ByKeyboard_OpensAndCloses()
    {
        await TellAsync();
        await Summary.FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.GetByText("old answer")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Space");
        await Expect(Page.GetByText("old answer")).ToBeHiddenAsync();
    }

    [Test]
    public async Task Strike_ToldAgainAtARefreshOrAReconnect_ChangesNothing([Values] bool bounded)
    {
        var person = await TellAsync(bounded);
        var before = await SeenAsync();
        await Page.ReloadAsync();
        await PersonAsync();
        await Expect(Page.GetByText("new answer")).ToBeVisibleAsync();
        Assert.That(await SeenAsync(), Is.EqualTo(before));
        await Expect(Summary).ToHaveTextAsync("Changed by the author (2 messages)");
        await Expect(Replies).ToHaveCountAsync(0);

        Gateway.Strike(person, 5, bounded);
        Gateway.Strike(person, 5, bounded);
        Show(person, "World", "newest answer");
        await Expect(Page.GetByText("newest answer")).ToBeVisibleAsync();
        await Expect(Summary).ToHaveTextAsync(["Changed by the author (2 messages)"]);
        await Expect(Page.GetByText("new answer")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Strike_WithItsEndToldTwice_SparesTheNewTelling()
    {
        var person = await TellAsync(bounded: true);
        Gateway.Deliver(person, new Struck((await ConnectionAsync(person)).Connection, 2) { Upto = 3 });
        Show(person, "World", "and on");
        await Expect(Page.GetByText("and on")).ToBeVisibleAsync();
        await Expect(Page.GetByText("new answer")).ToBeVisibleAsync();
        await Expect(Summary).ToHaveTextAsync("Changed by the author (2 messages)");
    }

    [Test]
    public async Task Strike_FromBeforeAnEarlierOne_TakesItIn()
    {
        var person = await TellAsync();
        Gateway.Strike(person, 1);
        Show(person, "World", "Good day", "a", "b");
        await Expect(Page.GetByText("Good day")).ToBeVisibleAsync();
        await Expect(Summary).ToHaveTextAsync(["Changed by the author (4 messages)"]);
        await Expect(Page.Locator(".struck del")).ToHaveTextAsync(["Hello", "old answer", "old question", "new answer"]);
        await Expect(Replies).ToHaveTextAsync(["a", "b"]);
    }

    [Test]
    public async Task Replies_OfAMessageThatStands_CanStillBePicked()
    {
        var person = await PersonAsync();
        Show(person, "World", "Tea?", "yes", "no");
        Show(person, "World", "It is hot.");
        await Expect(Page.GetByText("It is hot.")).ToBeVisibleAsync();
        Gateway.Strike(person, 2);
        await Expect(Summary).ToHaveTextAsync("Changed by the author (1 message)");
        await Replies.First.ClickAsync();
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo("yes"));
    }

    private async Task<PersonId> TellAsync(bool bounded = false)
    {
        Gateway.Echoes = false;
        var person = await PersonAsync();
        Show(person, "World", "Hello");
        await Expect(Page.GetByText("Hello")).ToBeVisibleAsync();
        Show(person, "World", "old answer");
        Show(person, "World", "old question", "yes", "no");
        await Expect(Replies).ToHaveCountAsync(2);
        await Replies.First.FocusAsync();
        await Words.FillAsync("my words");
        await Words.PressAsync("Enter");
        await Expect(Page.Locator(".mine .status")).ToHaveTextAsync("Sent");
        Gateway.Strike(person, 2, bounded);
        Show(person, "World", "new answer");
        await Expect(Page.GetByText("new answer")).ToBeVisibleAsync();
        return person;
    }

    private async Task<Said> ConnectionAsync(PersonId person) => (await Gateway.HearAsync<Said>()) is var (speaker, said) && speaker == person ? said : throw new InvalidOperationException();
}
