using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using ScriptChat.Messages;

namespace ScriptChat.Host.Tests.Pages;

/// <summary>For everybody: without a mouse, without sight, on a narrow screen, by day and by night.</summary>
[TestFixture]
internal sealed class AccessTests : PageTests
{
    private static readonly int[] Widths = [320, 1280];

    [Test]
    public async Task Page_InEveryStateLightAndSize_HasNoAxeViolations(
        [ValueSource(typeof(PageStates), nameof(PageStates.Names))] string state, [Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme scheme)
    {
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await PageStates.All[state](this);
        foreach (var width in Widths)
        {
            await Page.SetViewportSizeAsync(width, 700);
            await CheckAsync($"{state}, {width} wide");
            if (Environment.GetEnvironmentVariable("SCRIPTCHAT_SHOTS") is { Length: > 0 } folder)
                await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{state.Replace(' ', '-')}-{scheme}-{width}.png") });
            Assert.That(await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width), "it scrolls sideways");
        }
    }

    [Test]
    public async Task Conversation_ByKeyboardAlone_GoesFromBeginningToEnd()
    {
        await Browser.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var person = await PersonAsync();
        await Expect(Words).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync("first line");
        await Page.Keyboard.PressAsync("Shift+Enter");
        await Page.Keyboard.TypeAsync("second line");
        await Page.Keyboard.PressAsync("Enter");
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo("first line\nsecond line"));
        await Expect(Words).ToHaveValueAsync("");

        Show(person, "World", "Tea?", "yes", "no");
        await Expect(Replies).ToHaveCountAsync(2);
        await Page.Keyboard.PressAsync("Shift+Tab");
        await Expect(Replies.Last).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo("no"));
        await Expect(Words).ToBeFocusedAsync();

        await Page.Keyboard.PressAsync("F6");
        await Expect(Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Conversation" })).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Words).ToBeFocusedAsync();

        // To a message, to its buttons, and a word on it.
        await Page.Keyboard.PressAsync("F6");
        await Page.Keyboard.PressAsync("ArrowUp");
        await Page.Keyboard.PressAsync("ArrowUp");
        await Page.Keyboard.PressAsync("Home");
        await Page.Keyboard.PressAsync("ArrowDown");
        var message = Page.Locator(".theirs").First;
        await Expect(message).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Tab");
        await Expect(message.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Copy" })).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("#announcer")).ToHaveTextAsync("Copied");
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Enter");
        Assert.That((await Gateway.HearAsync<Judged>()).Arrival.Content.ToJsonString(), Is.EqualTo("""{"thumb":"up"}"""));
        await Expect(Page.GetByLabel("Your comment on this message")).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync("well said");
        await Page.Keyboard.PressAsync("Enter");
        Assert.That((await Gateway.HearAsync<Judged>()).Arrival.Content.ToJsonString(), Is.EqualTo("""{"thumb":"up","comment":"well said"}"""));
        await Expect(message).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Words).ToBeFocusedAsync();

        await Page.Keyboard.PressAsync("F6");
        await Page.Keyboard.PressAsync("Shift+Tab");
        await Page.Keyboard.PressAsync("Shift+Tab");
        await Expect(Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Theme: system" })).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Leave" })).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("#over")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Tab");
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
