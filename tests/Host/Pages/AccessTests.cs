using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using ScriptChat.Messages;

namespace ScriptChat.Host.Tests.Pages;

/// <summary>For everybody: without a mouse, without sight, on a narrow screen, by day and by night.</summary>
[TestFixture]
internal sealed class AccessTests : PageTests
{
    [Test]
    public async Task Page_InEveryStateLightAndSize_HasNoAxeViolations(
        [Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme scheme, [Values(320, 1280)] int width)
    {
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await Page.SetViewportSizeAsync(width, 640);
        await Expect(State).ToHaveTextAsync("Connected");
        await CheckAsync("empty");
        var (person, connected) = await Gateway.HearAsync<Connected>();
        Show(person, "", "Welcome. What would you like?");
        foreach (var speaker in new[] { "Ann", "Bob", "Cat", "Dan", "Eve", "Fay", "Gil", "Hal", "Ida", "Jon" }) Show(person, speaker, $"I am {speaker}.");
        await SayAsync("hello");
        await Expect(Page.Locator(".mine .status")).ToHaveTextAsync("Sent");
        Show(person, "Bob", "Tea?", "yes", "no", "something else entirely, if that is to be had here");
        Gateway.Deliver(person, new Typing(connected.Connection, true, "Bob"));
        Gateway.Deliver(person, new Presence(connected.Connection, "Ann", "away"));
        await Expect(Page.GetByText("Ann is away.")).ToBeVisibleAsync();
        await CheckAsync("talking");
        Gateway.Strike(person, 9);
        await Expect(Page.Locator("details.changed")).ToBeVisibleAsync();
        await CheckAsync("changed by the author");
        await Page.Locator("details.changed summary").ClickAsync();
        await Expect(Page.GetByText("Tea?")).ToBeVisibleAsync();
        await CheckAsync("reading what was changed");
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Leave" }).ClickAsync();
        await CheckAsync("asking whether to leave");
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Leave" }).ClickAsync();
        await Expect(Page.GetByText("This conversation has ended.")).ToBeVisibleAsync();
        await CheckAsync("ended");
    }

    [Test]
    public async Task Conversation_ByKeyboardAlone_GoesFromBeginningToEnd()
    {
        var person = await PersonAsync();
        await Expect(Words).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync("first line");
        await Page.Keyboard.PressAsync("Shift+Enter");
        await Page.Keyboard.TypeAsync("second line");
        await Page.Keyboard.PressAsync("Enter");
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.Text, Is.EqualTo("first line\nsecond line"));
        await Expect(Words).ToHaveValueAsync("");

        Show(person, "World", "Tea?", "yes", "no");
        await Expect(Replies).ToHaveCountAsync(2);
        await Page.Keyboard.PressAsync("Shift+Tab");
        await Expect(Replies.Last).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.Text, Is.EqualTo("no"));
        await Expect(Words).ToBeFocusedAsync();

        await Page.Keyboard.PressAsync("F6");
        await Expect(Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Conversation" })).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Words).ToBeFocusedAsync();

        await Page.Keyboard.PressAsync("F6");
        await Page.Keyboard.PressAsync("Shift+Tab");
        await Expect(Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Leave" })).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Start again" })).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Words).ToBeFocusedAsync();
        await PersonAsync();
    }

    [Test]
    public async Task Screen_320Wide_ShowsAllWithoutScrollingSideways()
    {
        await Page.SetViewportSizeAsync(320, 480);
        var person = await PersonAsync();
        Show(person, new string('N', 120), new string('w', 400) + " https://example.org/" + new string('u', 200), new string('q', 90), "b");
        await SayAsync(new string('m', 300));
        Show(person, "Bob", "Well?", new string('q', 90), "b");
        await Expect(Replies).ToHaveCountAsync(2);
        Assert.That(await Page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, document.getElementById('scroll').scrollWidth)"), Is.LessThanOrEqualTo(320));
        await Expect(Words).ToBeInViewportAsync();
        await Expect(Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Send" })).ToBeInViewportAsync();
        await Expect(Page.GetByText("Well?")).ToBeInViewportAsync();
    }

    [Test]
    public async Task ScreenReader_AtARefresh_IsNotReadTheWholeConversation()
    {
        var person = await PersonAsync();
        await Expect(Log).ToHaveAttributeAsync("aria-live", "polite");
        Show(person, "World", "one");
        Show(person, "World", "two");
        await Expect(Page.GetByText("two")).ToBeVisibleAsync();
        await Page.AddInitScriptAsync("""
            window.heard = [];
            addEventListener('DOMContentLoaded', () => new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(node => {
              const log = document.getElementById('log');
              if (node.classList?.contains('item')) heard.push([node.querySelector('.text').textContent, log.getAttribute('aria-live')]);
            }))).observe(document.getElementById('log'), { childList: true, subtree: true }));
            """);
        await Page.ReloadAsync();
        await Expect(Page.GetByText("two")).ToBeVisibleAsync();
        await Expect(Log).ToHaveAttributeAsync("aria-live", "polite");
        Show(person, "World", "three");
        await Expect(Page.GetByText("three")).ToBeVisibleAsync();
        Assert.That(await Page.EvaluateAsync<string>("heard.map(each => each.join(' ')).join()"), Is.EqualTo("one off,two off,three polite"));
    }

    private async Task CheckAsync(string state)
    {
        var result = await Page.RunAxe();
        Assert.That(result.Violations.Select(found => $"{state}: {found.Id}: {found.Help}: {string.Join(" | ", found.Nodes.Select(node => $"{node.Html} {node.Any.FirstOrDefault()?.Message}"))}"), Is.Empty);
        Assert.That(result.Passes, Is.Not.Empty);
    }
}
