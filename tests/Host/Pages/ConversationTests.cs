using Microsoft.Playwright;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Host.Tests.Pages;

[TestFixture]
internal sealed class ConversationTests : PageTests
{
    private const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEElEQVR4nGOYy8CAFTEMLQkAEykWAfF4GIoAAAAASUVORK5CYII=";

    [Test]
    public async Task Page_Opened_HasTheTasksTitleAndIsConnected()
    {
        await Expect(State).ToHaveTextAsync("Connected");
        Assert.That(await Page.TitleAsync(), Is.EqualTo("Overworld demo"));
        await Expect(Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToHaveTextAsync("Overworld demo");
    }

    [Test]
    public async Task Words_Sent_AreHeardShownAsSentAndAnswered()
    {
        await SayAsync("hello");
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo("hello"));
        await Expect(Page.Locator(".mine .status")).ToHaveTextAsync("Sent");
        await Expect(Page.Locator(".theirs .name")).ToHaveTextAsync("Echo");
        await Expect(Page.Locator(".theirs .text")).ToHaveTextAsync("hello");
        Assert.That((await Gateway.HearAsync<Typed>()).Arrival.On);
        Assert.That((await Gateway.HearAsync<Received>()).Arrival.Seq, Is.EqualTo(1));
        Assert.That((await Gateway.HearAsync<Read>()).Arrival.Seq, Is.EqualTo(1));
    }

    [Test]
    public async Task Speakers_Several_HaveNamesAndColoursOfTheirOwn()
    {
        var person = await PersonAsync();
        Show(person, "Ann", "one");
        Show(person, "Bob", "two");
        Show(person, "Bob", "three");
        Show(person, "", "The world speaks.");
        await Expect(Page.Locator(".system .text")).ToHaveTextAsync("The world speaks.");
        await Expect(Page.Locator(".theirs .name:visible").First).ToHaveTextAsync("Ann");
        await Expect(Page.Locator(".theirs.follows")).ToHaveCountAsync(1);
        var colours = await Page.Locator(".theirs .avatar").EvaluateAllAsync<string[]>("all => all.map(one => getComputedStyle(one).color)");
        Assert.That(colours[0], Is.Not.EqualTo(colours[1]));
        Assert.That(colours[1], Is.EqualTo(colours[2]));
    }

    [Test]
    public async Task QuickReply_Picked_IsSaidAndTheSetIsGone()
    {
        var person = await PersonAsync();
        Show(person, "World", "Old?", "old");
        Show(person, "World", "Tea?", "yes", "no");
        await Expect(Replies).ToHaveTextAsync(["yes", "no"]);
        await Replies.First.ClickAsync();
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo("yes"));
        await Expect(Replies).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Partner_WritesAndGoesAway_IsSeen()
    {
        var (person, connected) = await Gateway.HearAsync<Connected>();
        Gateway.Deliver(person, new Typing(connected.Connection, true, "Bob"));
        await Expect(Page.GetByText("Bob is writing…")).ToBeVisibleAsync();
        Show(person, "Bob", "hi");
        await Expect(Page.Locator("#typing")).ToBeHiddenAsync();
        Gateway.Deliver(person, new Presence(connected.Connection, "Bob", "away"));
        await Expect(Log.GetByText("Bob is away.")).ToBeVisibleAsync();
        Gateway.Deliver(person, new Presence(connected.Connection, "Bob", "here"));
        await Expect(Log.GetByText("Bob is away.")).ToHaveCountAsync(0);
        Gateway.Deliver(person, new Presence(connected.Connection, "Bob", "left"));
        await Expect(Log.GetByText("Bob has left.")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Words_ReadByAPartner_SaySo()
    {
        var (person, connected) = await Gateway.HearAsync<Connected>();
        await SayAsync("hello");
        await Expect(Page.Locator(".mine .status")).ToHaveTextAsync("Sent");
        Gateway.Deliver(person, new ReadBy(connected.Connection, "Bob"));
        await Expect(Page.Locator(".mine .status")).ToHaveTextAsync("Read");
    }

    [Test]
    public async Task Picture_Sent_IsShown()
    {
        var person = await PersonAsync();
        Gateway.Show(person, new Message { Id = "Bob", Text = "Look", Payload = new Payload { Type = "image", MimeType = "image/png", Data = Picture } });
        await Expect(Log.GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        Assert.That(await Log.GetByRole(AriaRole.Img).EvaluateAsync<int>("async image => { await image.decode(); return image.naturalWidth; }"), Is.EqualTo(8));
    }

    [Test]
    public async Task Reader_ScrolledUp_StaysAndCanJumpToTheLatest()
    {
        var person = await PersonAsync();
        for (var i = 0; i < 60; i++) Show(person, "Bob", $"line {i}");
        await Expect(Page.GetByText("line 59")).ToBeInViewportAsync();
        await Page.Locator("#scroll").EvaluateAsync("area => area.scrollTop = 0");
        await Expect(Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Jump to latest" })).ToBeVisibleAsync();
        Show(person, "Bob", "news");
        var jump = Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "1 new message" });
        await Expect(jump).ToBeVisibleAsync();
        await Expect(Page.GetByText("line 0", new PageGetByTextOptions { Exact = true })).ToBeInViewportAsync();
        await jump.ClickAsync();
        await Expect(Page.GetByText("news", new PageGetByTextOptions { Exact = true })).ToBeInViewportAsync();
        await Expect(jump).ToBeHiddenAsync();
        await Expect(Words).ToBeFocusedAsync();
    }

    [Test]
    public async Task Jump_HeldWhileTheConversationEnds_IsPressedAndPutsTheKeysIntoTheConversation()
    {
        var (person, connected) = await Gateway.HearAsync<Connected>();
        for (var i = 0; i < 60; i++) Show(person, "Bob", $"line {i}.");
        await Expect(Page.GetByText("line 59.")).ToBeInViewportAsync();
        await Page.Locator("#scroll").EvaluateAsync("area => area.scrollTop = 0");
        await Page.Locator("#jump").FocusAsync();
        Gateway.Deliver(person, new Closing(connected.Connection, CloseReason.Ended));
        await Expect(Page.Locator("#over")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.GetByText("line 59.")).ToBeInViewportAsync();
        await Expect(Page.Locator("#scroll")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("ArrowUp");
        await Expect(Page.Locator(".theirs").Last).ToBeFocusedAsync();
    }

    [Test]
    public async Task QuickReplies_ThatReplaceOthers_AreNotPickedByAClickMeantForThose()
    {
        Gateway.Echoes = false;
        var person = await PersonAsync();
        Show(person, "World", "Tea?", "yes", "no");
        await Expect(Replies).ToHaveCountAsync(2);
        await Page.EvaluateAsync("""
            () => new MutationObserver((_, observer) => {
              observer.disconnect();
              const { x, y, width, height } = document.querySelector('.reply').getBoundingClientRect();
              window.pressed = document.elementFromPoint(x + width / 2, y + height / 2).className;
            }).observe(document.getElementById('replies'), { childList: true })
            """);
        Show(person, "World", "Coffee?", "yes", "no", "later");
        await Expect(Replies).ToHaveCountAsync(3);
        Assert.That(await Page.EvaluateAsync<string>("window.pressed"), Is.Not.EqualTo("reply"));
        await Replies.First.ClickAsync();
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo("yes"));
    }

    [Test]
    public async Task End_WhileSomebodyWrites_IsNotAnsweredByWhatTheyPress()
    {
        var (person, connected) = await Gateway.HearAsync<Connected>();
        Show(person, "Bob", "hello");
        await Words.FillAsync("half a thought");
        await Page.EvaluateAsync("""
            () => new MutationObserver(() => {
              const { x, y, width, height } = document.getElementById('over-action').getBoundingClientRect();
              window.pressed ??= document.elementFromPoint(x + width / 2, y + height / 2).id;
            }).observe(document.getElementById('over'), { attributes: true })
            """);
        Gateway.Deliver(person, new Closing(connected.Connection, CloseReason.Ended));
        var over = Page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = "This conversation has ended." });
        await Expect(over).ToBeFocusedAsync();
        Assert.That(await Page.EvaluateAsync<string>("window.pressed"), Is.EqualTo("over"), "a click meant for what was there before would press the button");
        await Page.Keyboard.PressAsync("Enter");
        await Page.Keyboard.PressAsync("Space");
        await Page.Keyboard.PressAsync("Tab");
        await Expect(over.GetByRole(AriaRole.Button)).ToBeFocusedAsync();
        await Expect(Page.GetByText("hello")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Enter");
        Assert.That(await PersonAsync(), Is.Not.EqualTo(person));
        await Expect(Page.GetByText("hello")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Conversation_LongAndRefreshed_IsLaidOutOnceForManyMessages()
    {
        const int Count = 200;
        var person = await PersonAsync();
        await Page.GotoAsync("about:blank");
        for (var i = 0; i < Count; i++) Show(person, "Bob", $"line {i}.");
        await Page.AddInitScriptAsync("""
            window.looks = 0;
            const { get } = Object.getOwnPropertyDescriptor(Element.prototype, 'scrollHeight');
            Object.defineProperty(Element.prototype, 'scrollHeight', { get() { looks++; return get.call(this); } });
            """);
        await Page.GotoAsync(Server.Address.ToString());
        await Expect(Page.GetByText($"line {Count - 1}.")).ToBeInViewportAsync();
        await Expect(Page.Locator("#jump")).ToBeHiddenAsync();
        Assert.That(await Page.EvaluateAsync<int>("looks"), Is.InRange(1, Count / 2));
    }

    [Test]
    public async Task Draft_AtTheGate_IsKeptNowhere()
    {
        var (person, connected) = await Gateway.HearAsync<Connected>();
        Gateway.Deliver(person, new Whereabouts(connected.Connection, "gate"));
        await Expect(Page.GetByText("A password is asked for")).ToBeVisibleAsync();
        await Words.FillAsync("open ses");
        Assert.That(await Page.EvaluateAsync<bool>("JSON.stringify({ ...sessionStorage }).includes('open ses')"), Is.False);
        Gateway.Deliver(person, new Whereabouts(connected.Connection, "menu"));
        await Expect(Page.GetByText("A password is asked for")).ToBeHiddenAsync();
        await Words.FillAsync("some words");
        Assert.That(await Page.EvaluateAsync<bool>("JSON.stringify({ ...sessionStorage }).includes('some words')"), Is.True);
    }

    [Test]
    public async Task Draft_AtARefresh_IsKeptUntilItIsSent()
    {
        await PersonAsync();
        await Words.FillAsync("half a thought\nin two lines");
        await Page.ReloadAsync();
        await Expect(Words).ToHaveValueAsync("half a thought\nin two lines");
        await Expect(Words).ToBeFocusedAsync();
        await Words.PressAsync("Enter");
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo("half a thought\nin two lines"));
        await Page.ReloadAsync();
        await Expect(State).ToHaveTextAsync("Connected");
        await Expect(Words).ToHaveValueAsync("");
        await Words.FillAsync("never mind");
        await Words.FillAsync("");
        Assert.That(await Page.EvaluateAsync<bool>("'scriptchat.draft' in sessionStorage"), Is.False);
    }

    [Test]
    public async Task Leave_Confirmed_EndsAndCanStartAgainAsSomebodyNew()
    {
        var person = await PersonAsync();
        await SayAsync("hello");
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Leave" }).ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Leave" }).ClickAsync();
        await Gateway.HearAsync<Leaves>();
        await Expect(Page.GetByText("This conversation has ended.")).ToBeVisibleAsync();
        await Expect(Page.GetByText("See you later!")).ToBeVisibleAsync();
        await Expect(Words).ToBeHiddenAsync();
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Start again" }).ClickAsync();
        Assert.That(await PersonAsync(), Is.Not.EqualTo(person));
        await Expect(Page.GetByText("hello")).ToHaveCountAsync(0);
        await Expect(Words).ToBeFocusedAsync();
    }
}
