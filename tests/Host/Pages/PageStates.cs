using Microsoft.Playwright;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;

namespace ScriptChat.Host.Tests.Pages;

/// <summary>All that the page can look like: how to bring it there.</summary>
internal static class PageStates
{
    private const string Markdown = """
        ## How to make tea
        You need **water**, *leaves* and ~~coffee~~; see [the guide](https://example.org/tea) or https://example.org.

        1. Boil the water
        2. Wait, as in `Context.DelayAsync`
           - three minutes
           - or four

        > Tea is not a drink but a habit.

        ```csharp
        var tea = await kettle.BoilAsync(water, temperature: 96, cancellationToken); // a line that is far too long for a small screen
        ```

        | Kind | Minutes |
        |---|---|
        | green | 2 |
        | black | 4 |
        """;

    public static Dictionary<string, Func<PageTests, Task>> All { get; } = new()
    {
        ["connecting"] = ConnectingAsync,
        ["empty"] = page => PageTests.Expect(page.State).ToHaveTextAsync("Connected"),
        ["gate"] = page => PlaceAsync(page, new Whereabouts(0, "gate"), "This service is protected by a password. Please enter it to go on."),
        ["starting"] = page => PlaceAsync(page, new Whereabouts(0, "starting"), "Please wait while the worlds are initializing..."),
        ["menu"] = page => PlaceAsync(page, new Whereabouts(0, "menu"), "Welcome. What would you like?", "chat", "echo", "EXIT"),
        ["waiting"] = page => PlaceAsync(page, new Whereabouts(0, "line") { Task = "chat", Line = new LineNews(2, 2, TimeSpan.FromSeconds(83), TimeSpan.FromMinutes(5)) }, "Welcome."),
        ["talking"] = TalkAsync,
        ["commenting"] = CommentAsync,
        ["changed"] = ChangeAsync,
        ["reconnecting"] = ReconnectAsync,
        ["refused"] = RefuseAsync,
        ["asking to leave"] = AskAsync,
        ["replaced"] = page => CloseAsync(page, CloseReason.Replaced, "This conversation goes on in another tab or window."),
        ["ended"] = page => CloseAsync(page, CloseReason.Ended, "This conversation has ended."),
    };

    public static IEnumerable<string> Names => All.Keys;

    private static async Task ConnectingAsync(PageTests page)
    {
        page.Gateway.IsRecovering = true;
        await page.Page.ReloadAsync();
        await PageTests.Expect(page.State).ToHaveTextAsync("Connecting…");
    }

    private static async Task PlaceAsync(PageTests page, Whereabouts place, string text, params string[] replies)
    {
        page.Gateway.At = TimeProvider.System.GetUtcNow();
        var (person, connected) = await page.Gateway.HearAsync<Connected>();
        page.Show(person, "", text, replies);
        page.Gateway.Deliver(person, place with { Connection = connected.Connection });
        await PageTests.Expect(page.Page.GetByText(text)).ToBeVisibleAsync();
        await PageTests.Expect(page.Page.Locator("#situation")).Not.ToBeEmptyAsync();
    }

    private static async Task<PersonId> TalkAsync(PageTests page)
    {
        page.Gateway.Echoes = false;
        var (person, connected) = await page.Gateway.HearAsync<Connected>();
        page.Gateway.At = TimeProvider.System.GetUtcNow().AddDays(-2);
        page.Show(person, "", "Welcome. You are paired.");
        foreach (var speaker in new[] { "Cat", "Dan", "Eve", "Fay", "Gil", "Hal", "Ida", "Jon" }) page.Show(person, speaker, $"I am {speaker}.");
        page.Gateway.At = TimeProvider.System.GetUtcNow();
        page.Show(person, "Ann", "Hello! I know how to make tea. 🍵");
        page.Show(person, "Ann", "Shall I tell you?");
        await page.SayAsync("Yes, please.\nI like it green.");
        await PageTests.Expect(page.Page.Locator(".mine .status")).ToHaveTextAsync("Sent");
        page.Show(person, "Ann", Markdown);
        page.Show(person, "Bob", "Tea?", "yes", "no", "something else entirely, if that is to be had here");
        page.Gateway.Deliver(person, new Whereabouts(connected.Connection, "world") { Task = "chat", Partners = [new Partner("Ann", "here"), new Partner("Bob", "here"), new Partner("Cat", "left")] });
        page.Gateway.Deliver(person, new Typing(connected.Connection, true, "Bob"));
        page.Gateway.Deliver(person, new Presence(connected.Connection, "Ann", "away"));
        await PageTests.Expect(page.Page.GetByText("Ann is away.")).ToBeVisibleAsync();
        await PageTests.Expect(page.Page.Locator(".rich table")).ToHaveCountAsync(1);
        return person;
    }

    private static async Task CommentAsync(PageTests page)
    {
        await TalkAsync(page);
        var message = page.Page.Locator(".theirs", new PageLocatorOptions { HasText = "Tea?" }).Last;
        await message.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Bad" }).ClickAsync();
        await page.Page.GetByLabel("Your comment on this message").FillAsync("It is late.");
        await page.Page.Keyboard.PressAsync("Enter");
        await PageTests.Expect(page.Page.GetByText("Your comment: It is late.")).ToBeVisibleAsync();
        await message.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Good" }).ClickAsync();
        await PageTests.Expect(page.Page.GetByLabel("Your comment on this message")).ToBeFocusedAsync();
    }

    private static async Task ChangeAsync(PageTests page)
    {
        var person = await TalkAsync(page);
        page.Gateway.Strike(person, 10);
        page.Show(person, "Ann", "Coffee it is.");
        await page.Page.Locator("details.changed summary").ClickAsync();
        await PageTests.Expect(page.Page.GetByText("Shall I tell you?")).ToBeVisibleAsync();
    }

    private static async Task ReconnectAsync(PageTests page)
    {
        await TalkAsync(page);
        await page.Server.DisposeAsync();
        await PageTests.Expect(page.State).ToHaveTextAsync("Reconnecting…");
        await page.SayAsync("Are you there?");
        await page.SayAsync("I wait.");
        await PageTests.Expect(page.Page.Locator(".mine .status").Last).ToHaveTextAsync("Waiting to be sent…");
        await PageTests.Expect(page.Page.GetByText("2 messages wait.")).ToBeVisibleAsync();
    }

    private static async Task RefuseAsync(PageTests page)
    {
        await TalkAsync(page);
        page.Gateway.Acknowledges = false;
        page.Gateway.OnSaid = (who, said) => page.Gateway.Deliver(who, new Refused(said.Connection, ServiceCodes.NobodyListens, "", said.ClientId));
        await page.SayAsync("anybody?");
        await PageTests.Expect(page.Page.Locator(".mine .status").Last).ToContainTextAsync("Not sent");
    }

    private static async Task AskAsync(PageTests page)
    {
        await TalkAsync(page);
        await page.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Leave" }).ClickAsync();
        await PageTests.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
    }

    private static async Task CloseAsync(PageTests page, CloseReason reason, string words)
    {
        var (person, connected) = await page.Gateway.HearAsync<Connected>();
        page.Show(person, "Ann", "Goodbye.");
        page.Gateway.Deliver(person, new Closing(connected.Connection, reason));
        await PageTests.Expect(page.Page.GetByText(words)).ToBeVisibleAsync();
    }
}
