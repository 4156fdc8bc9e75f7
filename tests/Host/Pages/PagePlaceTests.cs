using Microsoft.Playwright;
using ScriptChat.Messages;

namespace ScriptChat.Host.Tests.Pages;

/// <summary>Where one is, who else is there, and what the page looks like.</summary>
[TestFixture]
internal sealed class PagePlaceTests : PageTests
{
    [Test]
    public async Task Line_Waited_SaysThePlaceAndHasAWayOut()
    {
        Gateway.Echoes = false;
        var (person, connected) = await Gateway.HearAsync<Connected>();
        await Words.FillAsync("half a thought");
        await Words.FocusAsync();
        var line = new LineNews(2, 3, TimeSpan.FromSeconds(65), TimeSpan.FromMinutes(5));
        Gateway.Deliver(person, new Whereabouts(connected.Connection, "line") { Task = "chat", Line = line });
        var room = Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Waiting room" });
        await Expect(room).ToContainTextAsync("You are number 2 in line");
        await Expect(room).ToContainTextAsync("as soon as 2 others are here");
        await Expect(room).ToContainTextAsync("within 5 minutes");
        await Expect(room.GetByRole(AriaRole.Timer)).ToContainTextAsync("1:");
        await Expect(Words).ToBeHiddenAsync();
        await Expect(room).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        Gateway.Deliver(person, new Whereabouts(connected.Connection, "line") { Task = "chat", Line = line with { Place = 1 } });
        await Expect(Page.Locator("#announcer")).ToHaveTextAsync("You are first in line.");
        await Expect(room.GetByRole(AriaRole.Button)).ToHaveTextAsync("Leave the line");
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Enter");
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo("EXIT"));
        Gateway.Deliver(person, new Whereabouts(connected.Connection, "menu"));
        await Expect(room).ToBeHiddenAsync();
        await Expect(Words).ToBeFocusedAsync();
        await Expect(Words).ToHaveValueAsync("half a thought");
    }

    [Test]
    public async Task Line_WhileTheConnectionIsLost_SaysThatThePlaceIsKeptAndThatOneLeaves()
    {
        Gateway.Echoes = false;
        var (person, connected) = await Gateway.HearAsync<Connected>();
        Gateway.Deliver(person, new Whereabouts(connected.Connection, "line") { Task = "chat", Line = new LineNews(2, 3, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5)) });
        var leave = Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Waiting room" }).GetByRole(AriaRole.Button);
        await Expect(leave).ToHaveTextAsync("Leave the line");
        var port = Server.Address.Port;
        await Server.DisposeAsync();
        await Expect(Page.Locator("#notice")).ToHaveTextAsync("The connection is lost. Trying again; your place in the line is kept.");
        await leave.ClickAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(leave).ToHaveTextAsync("Leaving the line…");
        await Expect(leave).ToBeFocusedAsync();
        await Expect(Page.Locator("#notice")).ToHaveTextAsync("The connection is lost. Trying again; you leave the line as soon as it is back.");
        Server = await PageServer.StartAsync(Gateway, Gateway.Attach, Settings, port);
        var (_, again) = await Gateway.HearAsync<Connected>();
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo("EXIT"));
        await Expect(Page.Locator("#notice")).ToBeEmptyAsync();
        Gateway.Deliver(person, new Whereabouts(again.Connection, "menu"));
        await Expect(leave).ToBeHiddenAsync();
        Assert.That(Gateway.Taken(person), Is.EqualTo(new[] { "EXIT" }), "pressed twice, said once");
    }

    [Test]
    public async Task Partners_OfAWorld_AreListedWithTheirPresence()
    {
        var (person, connected) = await Gateway.HearAsync<Connected>();
        var roster = Page.GetByRole(AriaRole.List, new PageGetByRoleOptions { Name = "Who else is here" });
        Gateway.Deliver(person, new Whereabouts(connected.Connection, "world") { Task = "chat", Partners = [new Partner("Ann", "here"), new Partner("Bob", "away")] });
        await Expect(roster.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["Ann here", "Bob away"]);
        Gateway.Deliver(person, new Presence(connected.Connection, "Bob", "here"));
        Gateway.Deliver(person, new Presence(connected.Connection, "Ann", "left"));
        await Expect(roster.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["Ann has left", "Bob here"]);
        Gateway.Deliver(person, new Typing(connected.Connection, true, "Bob"));
        await Expect(Page.Locator("#announcer")).ToHaveTextAsync("Bob is responding…");
        Gateway.Deliver(person, new Whereabouts(connected.Connection, "menu"));
        await Expect(roster).ToBeHiddenAsync();
    }

    [Test]
    public async Task Theme_Chosen_IsRememberedAndTheSystemsComesBack()
    {
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        var theme = Page.Locator("#theme");
        var light = await PaperAsync();
        await theme.ClickAsync();
        await theme.ClickAsync();
        await Expect(theme).ToHaveAccessibleNameAsync("Theme: dark");
        Assert.That(await PaperAsync(), Is.Not.EqualTo(light));
        await Page.ReloadAsync();
        await Expect(theme).ToHaveAccessibleNameAsync("Theme: dark");
        Assert.That(await PaperAsync(), Is.Not.EqualTo(light));
        await theme.ClickAsync();
        await Page.ReloadAsync();
        await Expect(theme).ToHaveAccessibleNameAsync("Theme: system");
        Assert.That(await PaperAsync(), Is.EqualTo(light));
    }

    private Task<string> PaperAsync() => Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
